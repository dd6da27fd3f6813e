"""A released town's firms leave the scope of I1 to I3 from that moment; the scope is printed with the figure."""

import csv
import io

import pytest

from periods.releases import release_towns
from stats.firms import firms_behind
from stats.scope_words import in_words
from stats.scopes import controlled_areas
from stats.services import compile_day

from .deeds import at, control, directory, figure, firms, moment, policy


@pytest.fixture
def hejiang(world):
    """Hejiang under control since the 8th: three firms in the port, two in Fuyang town."""
    with at("8 12:00"):
        policy(world, "stats.first_day", "2022-09-08")
        directory(world, firms(world, 3))
        directory(world, firms(world, 2, start=3, park=None, town=world.r510522001))
        period = control(world, world.r510522, "8 08:00")
    return world, period


def day(number):
    return moment(f"{number} 00:00").date()


def test_the_denominator_shrinks_from_the_hour_of_the_release(hejiang):
    world, period = hejiang
    with at("10 01:00"):
        eight, nine = compile_day(day(8)), compile_day(day(9))
    assert figure(nine, "I2").denominator == 5
    with at("10 09:00"):
        release_towns(period, by=world.chen, towns=[world.r510522001], released_at=moment("9 20:00"))
        again, changed = compile_day(day(8)), compile_day(day(9))
    assert again.digest == eight.digest and again.revision == 1
    assert changed.revision == 2 and figure(changed, "I2").denominator == 3
    assert figure(changed, "I2", "region", "510522").denominator == 3
    assert figure(changed, "I2", "city").denominator == 5
    assert "镇街解除" in changed.because
    assert firms_behind(changed, world.chen, figure="I2", scope="controlled").count() == 3
    assert firms_behind(nine, world.chen, figure="I2", scope="controlled").count() == 5


def test_a_release_for_tomorrow_changes_tomorrow(hejiang):
    world, period = hejiang
    with at("9 12:00"):
        release_towns(period, by=world.chen, towns=[world.r510522001], released_at=moment("10 00:00"))
    with at("11 01:00"):
        assert figure(compile_day(day(9)), "I2").denominator == 5
        assert figure(compile_day(day(10)), "I2").denominator == 3


def test_the_scope_is_told_on_the_page_in_rest_and_in_csv(hejiang, client):
    world, period = hejiang
    with at("9 12:00"):
        control(world, world.r510504, "9 08:00", number="2022年第3号")
        release_towns(period, by=world.chen, towns=[world.r510522001])
    with at("10 01:00"):
        made = compile_day(day(9))
        words = (
            "龙马潭区、合江县（不含符阳街道）共2个区县；依据泸州市指挥部2022年第3号、泸州市指挥部2022年第2号"
        )
        assert in_words(controlled_areas(made.as_of, made.known_at)) == words
        client.force_login(world.chen)
        assert f"范围：{words}" in client.get("/statistics/").content.decode()
        query = {"date": "2022-09-09", "figure": "I2"}
        rows = client.get("/api/v1/statistics/daily/", query).json()["results"]
        told = {(row["scope"]["kind"], row["scope"]["code"]): row["scope"]["areas"] for row in rows}
        assert told["controlled", "510500"] == words
        assert told["region", "510522"] == "合江县（不含符阳街道）"
        text = client.get("/api/v1/statistics/daily/", query | {"format": "csv"})
        body = b"".join(text).decode("utf-8-sig")
        assert words in [row["scope_areas"] for row in csv.DictReader(io.StringIO(body))]
