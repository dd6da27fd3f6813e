"""What a figure would tell of a single firm is read by the city alone."""

from datetime import date

import pytest

from stats.services import compile_day

from .deeds import at, control, directory, firms, sealed

EIGHTH = date(2022, 9, 8)
DAILY = "/api/v1/statistics/daily/"


@pytest.fixture
def outputs(world):
    """Three counties: Hejiang 4 of 8, Longmatan 4 of 8 in closed loop; in Jiangyang only one firm of five."""
    with at("8 12:00"):
        for number, region in enumerate((world.r510522, world.r510504, world.r510502)):
            control(world, region, "7 09:00", number=f"2022年第{number}号")
        hejiang, longmatan = firms(world, 8), firms(world, 8, park="hitech")
        lone = firms(world, 5, start=60)
        directory(world, [*hejiang, *longmatan])
        directory(world, lone, county_id=world.r510502.pk, park_id=None)
        sealed(world, [*hejiang[:4], lone[0]])
        sealed(world, longmatan[:4])
    with at("9 00:05"):
        compile_day(EIGHTH)
    return world


def output_of(client, kind="region"):
    found = client.get(DAILY, {"date": "2022-09-08", "figure": "I3", "scope": kind}).json()["results"]
    return {row["scope"]["code"]: row["numerator"] for row in found}


def test_a_single_firms_output_is_read_by_the_city_only(outputs, api_of):
    assert output_of(api_of(outputs.chen))["510502"] == "100.00"
    assert output_of(api_of(outputs.xuming))["510502"] == "100.00"
    assert output_of(api_of(outputs.luo))["510502"] is None


def test_it_does_not_come_back_by_subtraction(outputs, api_of):
    seen = output_of(api_of(outputs.luo))
    assert [code for code in ("510522", "510504") if seen[code] is None] == ["510504"]
    assert output_of(api_of(outputs.luo), "controlled") == {"510500": "900.00"}


def test_a_countys_officer_knows_his_own_so_another_cell_goes(outputs, api_of):
    seen = output_of(api_of(outputs.zhao))  # Longmatan
    assert seen["510504"] == "400.00" and seen["510502"] is None and seen["510522"] is None


def test_counts_are_read_by_all_of_them(outputs, api_of):
    asked = {"date": "2022-09-08", "figure": "I2", "scope": "region", "code": "510502"}
    [row] = api_of(outputs.luo).get(DAILY, asked).json()["results"]
    assert (row["numerator"], row["denominator"]) == ("1", "5")
