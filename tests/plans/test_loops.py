"""Loops: ordered by the county, confirmed sealed by firm or territory, paused, lifted."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clock import clock
from enterprises.models import Enterprise
from plans.loops.services import (
    cancel_loop,
    confirm_loop,
    confirm_loops,
    fail_loop,
    lift_loop,
    order_loop,
    order_loops,
    pause_loop,
    resume_loop,
)
from plans.models.loops import Loop
from plans.services import endorse_plans, file_plans, file_start_forms
from workflow.errors import NotYours, Refused

from .forms import WHOLE, checked, filed

pytestmark = pytest.mark.database


@pytest.fixture
def shanda_filed(world):
    return filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)


def test_who_cannot_be_ordered_is_told_why(world, shanda_filed, noon):
    filed(world.qingquan, clerk=world.ma, territory=world.zhou, district=world.sun)
    world.qingquan.disqualified_at = noon
    world.qingquan.save()
    done = order_loops(Enterprise.objects.all(), by=world.chen)
    assert [(loop.enterprise, loop.plan, loop.status) for loop in done.loops] == [
        (world.shanda, shanda_filed, "ordered")
    ]
    codes = {key: code for key, (code, _sentence) in done.refused.items()}
    assert codes == {world.qingquan.pk: "disqualified", world.longfei.pk: "no_filed_plan"}
    again = order_loops(Enterprise.objects.filter(pk=world.shanda.pk), by=world.chen)
    assert again.deed is None and again.refused[world.shanda.pk][0] == "one_open_loop_a_firm"
    assert Loop.objects.count() == 1


def test_only_county_and_city_order(world, shanda_filed):
    for stranger in (world.zhao, world.luo, world.li):
        with pytest.raises(NotYours):
            order_loop(world.shanda, by=stranger)
    assert order_loop(world.shanda, by=world.sun).due_at > clock.now()


def test_it_runs_once_the_firm_confirms_people_and_time(world, shanda_filed, noon):
    loop = order_loop(world.shanda, by=world.sun)
    with clock.standing_at(noon + timedelta(hours=12)):
        with pytest.raises(Refused, match="须填写闭环内人数"):
            confirm_loop(loop, by=world.li, people_inside=None)
        confirm_loop(loop, by=world.li, people_inside=181, occurred_at=noon + timedelta(hours=10))
        assert (loop.status, loop.people_inside, loop.due_at) == ("running", 181, None)
        assert loop.steps.last().occurred_at == noon + timedelta(hours=10)
        pause_loop(loop, by=world.luo, remark="发现密接")
        assert loop.paused_since == clock.now()
        resume_loop(loop, by=world.sun)
        with pytest.raises(NotYours):
            lift_loop(loop, by=world.li)
        lift_loop(loop, by=world.sun)
    assert [step.target for step in loop.steps.all()] == ["ordered", "running", "paused", "running", "lifted"]


def test_what_could_not_start_says_why_and_may_be_ordered_again(world, shanda_filed):
    loop = order_loop(world.shanda, by=world.sun)
    with pytest.raises(Refused, match="须写明意见"):
        fail_loop(loop, by=world.li, remark="")
    fail_loop(loop, by=world.li, remark="床位未到位")
    second = order_loop(world.shanda, by=world.sun)
    cancel_loop(second, by=world.sun, remark="名单有误")
    with pytest.raises(Refused, match="不能确认已封闭"):
        confirm_loop(second, by=world.li, people_inside=3)


def test_a_newer_plan_does_not_touch_a_running_loop(world, shanda_filed):
    loop = order_loop(world.shanda, by=world.sun)
    confirm_loop(loop, by=world.luo, people_inside=181)
    newer = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    loop.refresh_from_db()
    assert (loop.status, loop.plan, newer.status) == ("running", shanda_filed, "filed")


def firms_on_file(world, number, start=0):
    """So many firms of the port park, each with its plan on file; their codes count from ``start``."""
    firms = [
        Enterprise(credit_code=f"T{n:017}", name=f"试验企业{n}", county=world.r510522, park=world.port)
        for n in range(start, start + number)
    ]
    for firm in firms:
        firm.spell()
    Enterprise.objects.bulk_create(firms)
    _deed, plans = file_start_forms([(firm, WHOLE) for firm in firms], by=world.luo)
    mine = type(plans[0]).objects.filter(pk__in=[plan.pk for plan in plans])
    assert len(endorse_plans(mine, by=world.xu).moved) == number
    checked(*plans, by=world.sun)
    assert len(file_plans(mine, by=world.sun).moved) == number
    return Enterprise.objects.filter(pk__in=[firm.pk for firm in firms])


@pytest.mark.parametrize("number", [1, 50])
def test_one_key_costs_the_same_for_one_and_fifty(world, number):
    firms = firms_on_file(world, number)
    with CaptureQueriesContext(connection) as asked:
        done = order_loops(firms, by=world.sun, due_at=clock.now() + timedelta(hours=6))
    assert len(done.loops) == number
    assert len(spoken(asked)) <= 12, "\n".join(spoken(asked))
    inside = {loop.pk: 100 + place for place, loop in enumerate(done.loops)}
    at = {loop.pk: clock.now() for loop in done.loops}
    with CaptureQueriesContext(connection) as asked:
        confirmed = confirm_loops(Loop.objects.all(), by=world.luo, people_inside=inside, occurred_at=at)
    assert len(confirmed.moved) == number and len(spoken(asked)) <= 12
    assert Loop.objects.get(pk=done.loops[-1].pk).people_inside == 100 + number - 1


def spoken(asked):
    """Statements that read or write: savepoints, which a test's own transaction adds, are not counted."""
    return [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]
