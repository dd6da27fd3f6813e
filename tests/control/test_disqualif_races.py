"""Disqualified while its plan is ordered or its pass issued: one or the other, never both."""

import pytest

from control.disqualification.services import decide_case_urgently
from enterprises.models import Enterprise
from passes.models import VehiclePass
from plans.loops.services import order_loop
from plans.models.loops import OPEN, Loop
from tests.plans.forms import filed
from tests.plans.test_races import at_once
from workflow.errors import Refused

from .stories import proposed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def world(transactional_db):
    from tests.cast import build_world

    return build_world(standing=Enterprise.objects.exists())


def decide(case, world):
    return lambda: decide_case_urgently(case, by=world.chen, basis="指挥部电话", remark="风险未排除")


@pytest.mark.parametrize("_time", range(3))
def test_ordered_and_disqualified_at_once_leaves_no_open_loop(world, _time):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    case = proposed(world)
    raised = at_once(lambda: order_loop(world.shanda, by=world.sun), decide(case, world))
    assert raised[1] is None and (raised[0] is None or isinstance(raised[0], Refused))
    assert Enterprise.objects.get(pk=world.shanda.pk).is_disqualified
    assert not Loop.objects.filter(status__in=OPEN).exists()


@pytest.mark.parametrize("_time", range(3))
def test_issued_and_disqualified_at_once_leaves_no_live_pass(world, _time):
    from passes.services import accept_pass, apply_for_pass, issue_pass, recommend_pass
    from passes.types import ensure_pass_types
    from tests.house.filled import clock, timedelta

    types = ensure_pass_types(
        {
            "city_emergency": world.bureau,
            "province_emergency": world.transport_group,
            "national_goods": world.transport_group,
        }
    )
    new = apply_for_pass(
        by=world.li,
        type=types["city_emergency"],
        enterprise=world.shanda,
        plate="川E12345",
        plate_colour="yellow",
        driver_name="赵师傅",
        driver_phone="13900000001",
        goods_category="raw_materials",
        goods_name="钢材",
        origin=world.r510522,
        destination=world.r510502,
        first_day=clock.today(),
        last_day=clock.today() + timedelta(days=6),
    )
    accept_pass(new, by=world.sun)
    recommend_pass(new, by=world.ren)
    case = proposed(world)
    raised = at_once(lambda: issue_pass(new, by=world.lin), decide(case, world))
    assert raised[1] is None and (raised[0] is None or isinstance(raised[0], Refused))
    assert not VehiclePass.objects.filter(status="issued").exists()
