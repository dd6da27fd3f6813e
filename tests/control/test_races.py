"""Two at once: one effect, and what the loser reads is what stands."""

import pytest
from django.db import transaction

from control.models import Switch
from control.switch.judgement import Differs
from control.switch.scope import Scope
from control.switch.services import (
    lift_switch,
    order_switch,
    preview_lift,
    preview_order,
    withdraw_switch,
)
from enterprises.models import Enterprise
from plans.loops.services import confirm_loop
from plans.models import Plan
from plans.models.loops import Loop
from plans.services import endorse_plan, file_plan
from tests.plans.forms import checked, filed, submitted
from tests.plans.test_races import at_once
from workflow.errors import AlreadyDone, Refused
from workflow.models import Deed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def world(transactional_db):
    from tests.cast import build_world

    return build_world(standing=Enterprise.objects.exists())


@pytest.fixture
def scope(world):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    filed(world.qingquan, clerk=world.ma, territory=world.zhou, district=world.sun)
    return Scope(region=world.r510522)


def ordering(scope, by, **how):
    digest = preview_order(scope, by=by).digest
    return lambda: order_switch(scope, by=by, digest=digest, **how)


@pytest.mark.parametrize("_time", range(3))
def test_two_officers_order_the_same_area_and_it_is_ordered_once(world, scope, _time):
    raised = at_once(ordering(scope, world.sun), ordering(scope, world.chen))
    [lost] = [error for error in raised if error]
    assert isinstance(lost, Differs) and {change["now"] for change in lost.changes} == {
        "已有闭环，现为“待封闭”。"
    }
    assert Switch.objects.count() == 1 and Loop.objects.count() == 2
    assert Deed.objects.filter(verb="order").count() == 1


@pytest.mark.parametrize("_time", range(3))
def test_one_press_sent_twice_at_once_is_one_switch(world, scope, _time):
    press = ordering(scope, world.sun, key="one press")
    raised = at_once(press, press)
    assert [type(error) for error in raised if error] == [AlreadyDone]
    assert Switch.objects.count() == 1 and Loop.objects.count() == 2


@pytest.mark.parametrize("_time", range(3))
def test_a_firm_disqualified_while_the_county_is_ordered(world, scope, _time):
    """Either it was ordered before, or the order stops at the difference; never both, never the others alone."""

    def disqualify():
        with transaction.atomic():
            firm = Enterprise.objects.select_for_update().get(pk=world.shanda.pk)
            if not Loop.objects.open().filter(enterprise=firm).exists():
                Enterprise.objects.filter(pk=firm.pk).update(disqualified_at="2022-09-08T12:00:00+08:00")

    raised = at_once(ordering(scope, world.chen), disqualify)
    barred = Enterprise.objects.get(pk=world.shanda.pk).is_disqualified
    assert isinstance(raised[0], Differs) == barred
    assert Loop.objects.count() == (0 if barred else 2)


def test_a_plan_superseded_while_the_county_is_ordered(world, scope):
    """What is ordered is what was previewed: by the plan shown, or not at all."""
    newer = submitted(world.shanda, world.li)
    endorse_plan(newer, by=world.luo)
    checked(newer, by=world.sun)
    older = Plan.objects.get(enterprise=world.shanda, status="filed")
    raised = at_once(ordering(scope, world.chen), lambda: file_plan(newer, by=world.sun))
    assert raised[1] is None
    if raised[0] is None:
        assert Loop.objects.get(enterprise=world.shanda).plan == older
    else:
        assert isinstance(raised[0], Differs) and not Loop.objects.exists()


@pytest.mark.parametrize("_time", range(3))
def test_confirmed_and_withdrawn_at_once_is_one_of_the_two(world, scope, _time):
    switch = ordering(scope, world.sun)()
    loop = world.shanda.loops.get()
    raised = at_once(
        lambda: confirm_loop(loop, by=world.luo, people_inside=181),
        lambda: withdraw_switch(switch, by=world.sun, remark="名单有误", loops=[loop.pk]),
    )
    [lost] = [error for error in raised if error]
    assert isinstance(lost, Refused)
    now = Loop.objects.get(pk=loop.pk)
    assert now.status in ("running", "cancelled") and now.steps.count() == 2


def test_two_lift_the_same_area_and_it_is_lifted_once(world, scope):
    ordering(scope, world.sun)()
    confirm_loop(world.shanda.loops.get(), by=world.luo, people_inside=181)
    digest = preview_lift(scope, by=world.sun).digest
    raised = at_once(
        lambda: lift_switch(scope, by=world.sun, digest=digest),
        lambda: lift_switch(scope, by=world.chen, digest=digest),
    )
    assert [type(error) for error in raised if error] == [Differs]
    assert world.shanda.loops.get().steps.count() == 3
