"""Every verb × every status × everyone of the cast, kept as a text to read."""

from pathlib import Path

from clock import clock
from periods.models import ControlPeriod
from periods.services import announce_notice, cancel_period, plan_notice
from tests.conftest import shanghai
from tests.matrix import compare, matrix

from .stories import NOTICE, kind


def test_the_table_of_a_period(world):
    words = NOTICE | {"kind": kind(), "since": shanghai("2022-09-08 06:00")}

    def make(status):
        area = [(world.r510522, status)]  # a named place of its own, so that none is in another's way
        if status == "":
            return unborn(world, words)
        do = plan_notice if status == "planned" else announce_notice
        [period] = do(area, by=world.chen, **words)
        if status == "cancelled":
            cancel_period(period, by=world.chen, remark="录错")
        return period

    compare(matrix(ControlPeriod, make, world.people), Path(__file__).with_name("matrix_period.txt"))


def unborn(world, words):
    """A record just inserted, before its first move."""
    facts = {name: words[name] for name in ("issuer", "number", "kind")}
    period = ControlPeriod(**facts, region=world.r510522, status="", moved_at=clock.now())
    period.save()
    return period
