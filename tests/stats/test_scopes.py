"""Whose firms a figure is about: the controlled counties of that day, and where the directory had the firms."""

import pytest

from stats.compile import compile
from tests.conftest import shanghai

from .deeds import at, control, directory, firms, rows_at, sealed

pytestmark = pytest.mark.database


def test_a_control_that_begins_at_midnight_is_not_yet_the_day_before(county):
    with at("8 13:00"):
        control(county, county.r510504, "9 00:00", number="2022年第3号")
        directory(county, firms(county, 2, park="hitech"))
    assert rows_at("9 00:00")["I2", "controlled", "510500"].denominator == 3
    assert rows_at("10 00:00")["I2", "controlled", "510500"].denominator == 5


def test_a_control_until_midnight_holds_the_whole_day(county):
    with at("8 13:00"):
        control(county, county.r510504, "8 09:00", "9 00:00", number="2022年第3号")
        directory(county, firms(county, 2, park="hitech"))
    assert rows_at("9 00:00")["I2", "controlled", "510500"].denominator == 5
    assert rows_at("10 00:00")["I2", "controlled", "510500"].denominator == 3


def test_an_uncontrolled_county_has_a_count_and_no_share(county):
    with at("8 13:00"):
        other = firms(county, 2, park="hitech")
        directory(county, other)
        sealed(county, other[:1])
    rows = rows_at("9 00:00")
    assert rows["I1", "region", "510504"].value == 1
    assert rows["I2", "region", "510504"].denominator == 0
    assert rows["I2", "region", "510504"].value is None
    assert rows["I3", "region", "510504"].value is None
    assert rows["I1", "controlled", "510500"].value == 0
    assert (rows["I2", "city", "510500"].numerator, rows["I2", "city", "510500"].denominator) == (1, 5)


def test_control_of_a_town_covers_the_firms_of_that_town_alone(world):
    with at("8 13:00"):
        control(world, world.r510522001, "8 09:00")
        in_town = firms(world, 2, park=None, town=world.r510522001)
        directory(world, [*in_town, *firms(world, 3, start=50)])
    rows = rows_at("9 00:00")
    assert rows["I2", "controlled", "510500"].denominator == 2
    assert rows["I2", "region", "510522"].denominator == 2
    assert rows["I2", "city", "510500"].denominator == 5


def test_control_of_a_named_place_puts_no_county_in_scope(world):
    with at("8 13:00"):
        control(world, world.r510522, "8 09:00", place="滨江小区")
        directory(world, firms(world, 3))
    assert rows_at("9 00:00")["I2", "controlled", "510500"].denominator == 0


def test_the_directory_of_the_latest_year_not_after_the_day_counts(county):
    with at("8 13:00"):
        directory(county, county.firms[:1], year=2021)
        directory(county, county.firms[:2], year=2023)
    from .deeds import moment

    def below(text):
        return next(
            r.denominator
            for r in compile(text, moment("30 00:00"))
            if (r.figure, r.scope_kind) == ("I2", "city")
        )

    assert below(shanghai("2022-01-01 00:00")) == 1  # the cut-off of 31 December 2021
    assert below(shanghai("2022-12-31 00:00")) == 3
    assert below(shanghai("2023-01-01 00:00")) == 3
    assert below(shanghai("2023-01-02 00:00")) == 2


def test_a_firm_that_moved_counts_where_the_directory_had_it(county):
    with at("10 10:00"):
        directory(county, county.firms[:1], county_id=county.r510504.pk, park_id=county.hitech.pk)
    assert rows_at("11 00:00", known="9 00:00")["I2", "region", "510522"].denominator == 3
    assert rows_at("11 00:00")["I2", "region", "510522"].denominator == 2
