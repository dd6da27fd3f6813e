"""Every verb × every status × everyone of the cast, kept as a text to read."""

from pathlib import Path

from clock import clock
from periods.models import ControlPeriod
from periods.services import cancel_period, plan_notice
from tests.conftest import shanghai
from tests.matrix import compare, matrix

from .stories import NOTICE, announced, kind


def test_the_table_of_a_control_period_over_hejiang(world):
    def make(status):
        ControlPeriod.objects.exclude(status="cancelled").update(status="cancelled")
        if status == "":
            period = ControlPeriod(**NOTICE, kind=kind(), region=world.r510522)
            period.status, period.moved_at = "", clock.now()
            period.save()
            return period
        if status == "planned":
            words = NOTICE | {"kind": kind(), "since": shanghai("2022-09-08 06:00")}
            return plan_notice([(world.r510522, "")], by=world.chen, **words)[0]
        [period] = announced(world)
        if status == "cancelled":
            cancel_period(period, by=world.chen, remark="通告撤回")
        return period

    compare(matrix(ControlPeriod, make, world.people), Path(__file__).with_name("matrix_period.txt"))
