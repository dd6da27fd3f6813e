"""Outage pack → paper → 补录: the day's figures end as if every pass had been issued online, and say why they changed."""

from datetime import date

import pytest
from django.db import transaction

from outage.writing import make_pack
from passes import services
from stats.compile import compile
from stats.cutoff import cutoff_of
from stats.models import Compilation
from stats.services import compile_day, days_owed
from tests.conftest import shanghai
from tests.stats.deeds import at, policy
from workflow.errors import Refused

from .test_pack import rows

pytestmark = pytest.mark.database

EIGHTH = date(2022, 9, 8)
HOURS = {"川E60001": "14:10", "川E60002": "15:20", "川E60003": "23:50"}


def figures(known):
    """{(figure, place): (numerator, denominator)} of the 8th, without the split by channel."""
    found = compile(cutoff_of(EIGHTH), shanghai(f"2022-09-{known}"))
    return {
        (row.figure, row.scope_kind, row.scope_code): (row.numerator, row.denominator)
        for row in found
        if not row.figure.endswith((".online", ".offline"))
    }


def online(issued):
    """What the 8th would have been with the portal up all day."""
    try:
        with transaction.atomic():
            for plate, hour in HOURS.items():
                with at(f"8 {hour}"):
                    issued(plate=plate)
            with at("9 10:00"):
                told = figures("09 10:00")
            raise InterruptedError
    except InterruptedError:
        return told


def test_a_day_spent_on_paper_counts_as_if_it_had_been_online(world, application, issued, folder):
    with at("8 12:00"):
        policy(world, "stats.first_day", "2022-09-08")
        issued()
        make_pack()
    numbers = [row[0] for row in rows(folder, "numbers")]
    wanted = online(issued)
    with at("9 00:05"):
        first = compile_day(EIGHTH)
        assert days_owed() == []
        assert figures("09 00:05") != wanted, "what is on paper is not known yet"
    with at("9 08:30"):
        for number, (plate, hour) in zip(numbers, HOURS.items(), strict=False):
            paper = application(plate=plate, number=number)
            when = shanghai(f"2022-09-08 {hour}")
            services.enter_paper_pass(by=world.chen, basis="停机期间纸质核发", occurred_at=when, **paper)
        with pytest.raises(
            Refused, match="已登记给川E60001"
        ):  # a clash of the register is shown with whose it is
            again = application(plate="川E60009", number=numbers[0])
            services.enter_paper_pass(by=world.chen, basis="停机期间纸质核发", occurred_at=when, **again)
        assert days_owed() == [EIGHTH]
    with at("9 09:00"):
        second = compile_day(EIGHTH)
        assert figures("09 09:00") == wanted
        make_pack()
    assert (first.revision, second.revision) == (1, 2)
    assert Compilation.objects.get(day=EIGHTH, revision=1).digest == first.digest, "what was told stands"
    assert "补录纸质证" in second.because and "3" in second.because
    assert not {row[0] for row in rows(folder, "numbers")} & set(numbers[:3])
    assert set(HOURS) < {row[1] for row in rows(folder, "passes-live")}
