"""Many first rows in one statement: their own columns, their order, their keys."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clock import clock
from periods.kinds import ensure_control_kinds, kind_named
from periods.models import ControlPeriod
from periods.services import announce_notice
from workflow.inserting import CLOSE, insert

pytestmark = pytest.mark.database


@pytest.mark.parametrize("number", [CLOSE - 1, CLOSE + 30])
def test_a_notice_over_many_named_places_keeps_each_in_its_order(world, number):
    ensure_control_kinds()
    places = [f"{place}号院" for place in range(number)]
    how = {"issuer": "指挥部", "number": "第5号", "kind": kind_named("临时性静态管理"), "since": clock.now()}
    periods = announce_notice([(world.r510522, place) for place in places], by=world.chen, **how)
    kept = ControlPeriod.objects.order_by("pk")
    assert list(kept.values_list("pk", "place", "status")) == [
        (period.pk, place, "announced") for period, place in zip(periods, places, strict=True)
    ]


def test_what_differs_and_what_is_shared_arrive_alike_and_in_one_statement(world, noon):
    from plans.models import Plan

    how = {"kind": "enterprise", "status": "withdrawn", "filed_by": world.luo}
    plans = [
        Plan(enterprise=world.shanda, moved_at=noon, people_inside=number or None, **how)
        for number in range(50)
    ]
    with CaptureQueriesContext(connection) as asked:
        insert(Plan, plans)
    assert len(asked) == 1
    kept = Plan.objects.order_by("pk").values_list("pk", "people_inside", "moved_at", "filed_by", "due_at")
    assert list(kept) == [(plan.pk, plan.people_inside, noon, world.luo.pk, None) for plan in plans]


def test_rows_that_differ_in_nothing_are_rows_all_the_same(world, noon):
    from plans.models import Plan

    how = {"kind": "enterprise", "status": "withdrawn", "filed_by": world.luo, "moved_at": noon}
    assert (
        len({plan.pk for plan in insert(Plan, [Plan(enterprise=world.shanda, **how) for _row in range(50)])})
        == 50
    )
