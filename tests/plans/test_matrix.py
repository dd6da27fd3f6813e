"""Every verb × every status × everyone of the cast, kept as a text to read."""

from pathlib import Path

import pytest

from clock import clock
from plans import services as plans
from plans.loops import services as loops
from plans.models import Plan
from plans.models.loops import Loop
from tests.matrix import compare, matrix

from .forms import checked, filed, submitted

HERE = Path(__file__).parent


@pytest.fixture
def plan_in(world):
    """A plan of Shanda's in each status, typed by Luo."""

    def make(status):
        Plan.objects.filter(status__in=["draft", "submitted", "endorsed", "returned", "filed"]).update(
            status="withdrawn"
        )
        if status == "":
            return _unborn(Plan(kind="enterprise", enterprise=world.shanda, filed_by=world.luo))
        if status == "draft":
            return plans.start_plan(world.shanda, by=world.luo)
        plan = submitted(world.shanda, world.luo)
        if status in ("endorsed", "filed", "refused", "superseded"):
            plans.endorse_plan(plan, by=world.xu)
        if status in ("filed", "superseded"):
            checked(plan, by=world.sun)
            plans.file_plan(plan, by=world.sun)
        if status == "superseded":
            filed(world.shanda, clerk=world.li, territory=world.xu, district=world.sun)
            plan.refresh_from_db()
        if status == "returned":
            plans.return_plan(plan, by=world.sun, remark="补充床位")
        if status == "refused":
            plans.refuse_plan(plan, by=world.sun, remark="不具备条件")
        if status == "withdrawn":
            plans.withdraw_plan(plan, by=world.luo)
        return plan

    return make


def _unborn(record):
    record.status, record.moved_at = "", clock.now()
    record.save()
    return record


def test_the_table_of_a_plan(world, plan_in):
    compare(matrix(Plan, plan_in, world.people), HERE / "matrix_plan.txt")


def test_the_table_of_a_loop(world):
    plan = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)

    def make(status):
        Loop.objects.filter(status__in=["ordered", "running", "paused"]).update(status="lifted")
        if status == "":
            return _unborn(Loop(enterprise=world.shanda, plan=plan))
        loop = loops.order_loop(world.shanda, by=world.sun)
        if status in ("running", "paused", "lifted"):
            loops.confirm_loop(loop, by=world.li, people_inside=180)
        if status == "paused":
            loops.pause_loop(loop, by=world.sun, remark="待查")
        if status == "lifted":
            loops.lift_loop(loop, by=world.sun)
        if status == "cancelled":
            loops.cancel_loop(loop, by=world.sun, remark="名单有误")
        if status == "failed":
            loops.fail_loop(loop, by=world.li, remark="床位未到位")
        return loop

    compare(matrix(Loop, make, world.people), HERE / "matrix_loop.txt")
