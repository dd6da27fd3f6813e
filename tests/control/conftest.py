"""Hejiang with plans on file, ready to be switched."""

import pytest

from control.switch.scope import Scope
from tests.plans.forms import filed


@pytest.fixture
def hejiang(world):
    """The county as a scope."""
    return Scope(region=world.r510522)


@pytest.fixture
def shanda_plan(world):
    return filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)


@pytest.fixture
def qingquan_plan(world):
    return filed(world.qingquan, clerk=world.ma, territory=world.zhou, district=world.sun)


@pytest.fixture
def plans(shanda_plan, qingquan_plan):
    return [shanda_plan, qingquan_plan]
