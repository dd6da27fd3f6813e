"""The day's figures over REST: one shape, one digest, an ETag, and outputs only for whom they are."""

import csv
import io
from datetime import date

import pytest
from django.utils.translation import override

from stats.reading import scope_names
from stats.services import compile_day

from .deeds import at, confirmed, moment, ordered

EIGHTH = date(2022, 9, 8)
DAILY, ROWS = "/api/v1/statistics/daily/", "/api/v1/statistics/rows/"


@pytest.fixture
def day(county):
    """Hejiang: 1 of 3 in closed loop."""
    with at("8 13:00"):
        loops = ordered(county, county.firms)
        confirmed(county, loops.filter(enterprise=county.firms[0]))
    with at("9 00:05"):
        county.compilation = compile_day(EIGHTH)
    county.loops = loops
    return county


def test_in_english_scopes_and_units_have_english_names_in_json_and_csv(day, api_of):
    english = {"headers": {"Accept-Language": "en"}}
    asked = {"date": "2022-09-08", "figure": "I1"}
    rows = api_of(day.chen).get(DAILY, asked, **english).json()["results"]
    named = {row["scope"]["kind"]: row["scope"]["name"] for row in rows if row["scope"]["kind"] != "park"}
    assert named["controlled"] == "Hejiang" and named["city"] == "Luzhou"
    assert {row["unit"] for row in rows} == {"firms"}
    text = api_of(day.chen).get(DAILY, asked | {"format": "csv"}, **english)
    told = b"".join(text.streaming_content).decode("utf-8-sig")
    assert "Hejiang" in told and "合江县" not in told and "家" not in told
    with override("en"):
        called = scope_names()
        long = "、".join(["合江县", "江阳区"]) + "等12处"
        assert called(long) == "Hejiang, Jiangyang and others, 12 in all"


def test_a_row_is_told_exactly(day, api_of):
    answer = api_of(day.chen).get(DAILY, {"date": "2022-09-08", "figure": "I2", "scope": "controlled"})
    assert answer.json()["results"] == [
        {
            "figure": "I2",
            "name": "闭环企业占比",
            "date": "2022-09-08",
            "as_of": "2022-09-09T00:00:00+08:00",
            "scope": {
                "kind": "controlled",
                "code": "510500",
                "name": "合江县",
                "areas": "合江县共1个区县；依据泸州市指挥部2022年第2号",
            },
            "numerator": "1",
            "denominator": "3",
            "value": "0.333333",
            "unit": "1",
            "formula": "I2.v1",
            "revision": 1,
            "known_at": "2022-09-09T00:05:00+08:00",
            "digest": day.compilation.digest,
            "cause": "",
        }
    ]


def test_a_zero_denominator_is_null(day, api_of):
    asked = {"date": "2022-09-08", "figure": "I2", "scope": "region", "code": "510524"}
    [row] = api_of(day.chen).get(DAILY, asked).json()["results"]
    assert (row["numerator"], row["denominator"], row["value"]) == ("0", "0", None)


def test_csv_has_the_names_and_values_of_json(day, api_of):
    asked = {"date": "2022-09-08"}
    rows = api_of(day.chen).get(DAILY, asked).json()["results"]
    answer = api_of(day.chen).get(DAILY, {**asked, "format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    accepted = api_of(day.chen).get(DAILY, asked, headers={"Accept": "text/csv"})
    assert b"".join(accepted.streaming_content).decode("utf-8-sig") == text
    assert len(lines) == len(rows) > 100
    for line, row in zip(lines, rows, strict=True):
        flat = {k: v for k, v in row.items() if k != "scope"}
        flat |= {f"scope_{name}": value for name, value in row["scope"].items()}
        assert line == {name: "" if value is None else str(value) for name, value in flat.items()}
    assert list(lines[0])[4:7] == ["scope_kind", "scope_code", "scope_name"]


def test_the_same_question_is_answered_304_until_the_day_changes(day, api_of):
    asked = {"date": "2022-09-08", "figure": "I2"}
    chen = api_of(day.chen)
    first = chen.get(DAILY, asked)
    again = chen.get(DAILY, asked, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content and again["ETag"] == first["ETag"]
    assert chen.get(DAILY, {**asked, "scope": "city"})["ETag"] != first["ETag"]
    assert api_of(day.sun).get(DAILY, asked)["ETag"] != first["ETag"]
    assert "no-store" not in first["Cache-Control"]
    with at("9 08:00"):
        confirmed(day, day.loops.filter(enterprise=day.firms[1]), "8 20:00")
        compile_day(EIGHTH)
    changed = chen.get(DAILY, asked, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200 and changed.json()["results"][0]["revision"] == 2
    assert changed.json()["results"][0]["cause"] == "补记1条闭环：确认已封闭"
    old = chen.get(DAILY, {**asked, "scope": "controlled", "revision": "1"}).json()["results"][0]
    assert (old["revision"], old["value"]) == (1, "0.333333")


def test_a_family_of_figures_is_asked_by_its_number(day, api_of):
    found = api_of(day.chen).get(DAILY, {"figure": "I15", "scope": "city"}).json()["results"]
    assert {row["figure"] for row in found} >= {"I15.issued", "I15.issued.province.offline"}
    assert len(found) == 10


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"date": "2022-09-07"}, 404, "not_compiled"),
        ({"date": "2022-09-08", "revision": "9"}, 404, "not_compiled"),
        ({"date": "soon", "scope": "moon"}, 400, "invalid_input"),
        ({"figure": "I99"}, 400, "invalid_input"),
        ({"revision": "1"}, 400, "invalid_input"),
        ({"dat": "2022-09-08"}, 400, "unknown_parameter"),
    ],
)
def test_what_cannot_be_answered_says_why(day, api_of, asked, status, code):
    answer = api_of(day.chen).get(DAILY, asked)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_administrators_do_no_business_here(day, api_of):
    assert api_of(day.system).get(DAILY).status_code == 403
    assert api_of(day.system).get(ROWS, {"figure": "I1", "scope": "city"}).status_code == 403
    assert api_of(day.li).get(DAILY).status_code == 200


def test_the_question_costs_few_statements(day, api_of, django_assert_max_num_queries):
    zhao = api_of(day.zhao)
    with django_assert_max_num_queries(8):
        zhao.get(DAILY, {"date": "2022-09-08"})


# --- who reads output ---------------------------------------------------------------------------------


# --- the firms behind a count ---------------------------------------------------------------------------


def test_the_firms_behind_a_count_are_those_of_its_moment(day, api_of):
    with at("9 08:00"):
        confirmed(day, day.loops.filter(enterprise=day.firms[1]))
    asked = {"date": "2022-09-08", "figure": "I1", "scope": "region", "code": "510522"}
    body = api_of(day.chen).get(ROWS, asked).json()
    assert [row["credit_code"] for row in body["results"]] == [day.firms[0].credit_code]
    below = api_of(day.chen).get(ROWS, {**asked, "figure": "I2"}).json()
    assert below["count"] == 3
    assert api_of(day.chen).get(ROWS, {**asked, "figure": "I2", "in_loop": "false"}).json()["count"] == 2


def test_the_firms_behind_every_count_are_as_many_as_it_says(day, api_of):
    chen = api_of(day.chen)
    for row in chen.get(DAILY, {"date": "2022-09-08", "figure": "I2"}).json()["results"]:
        asked = {"figure": "I2", "scope": row["scope"]["kind"], "code": row["scope"]["code"]}
        assert str(chen.get(ROWS, asked).json()["count"]) == row["denominator"], row
        above = chen.get(ROWS, {**asked, "in_loop": "true"}).json()
        assert str(above["count"]) == row["numerator"], row


def test_a_neighbour_sees_the_count_but_not_whose_it_is(day, api_of):
    asked = {"date": "2022-09-08", "figure": "I2", "scope": "controlled"}
    assert api_of(day.zhao).get(ROWS, asked).json()["count"] == 0
    assert api_of(day.sun).get(ROWS, asked).json()["count"] == 3
    assert moment("8 12:00") < day.compilation.as_of


def test_a_count_without_firms_is_refused(day, api_of):
    answer = api_of(day.chen).get(ROWS, {"figure": "I15.issued", "scope": "city"})
    assert answer.status_code == 400
    assert api_of(day.chen).get(ROWS, {"figure": "I1"}).status_code == 400
