"""The page of a day, as each of the cast reads it."""

from datetime import date

import pytest
from django.utils.html import strip_tags

from stats.services import compile_day

from .deeds import at, confirmed, control, directory, firms, ordered, sealed

EIGHTH, NINTH = date(2022, 9, 8), date(2022, 9, 9)


@pytest.fixture
def days(county):
    """Hejiang: one of three in closed loop on the 8th, two on the 9th; it is the 10th, eight o'clock."""
    with at("8 13:00"):
        loops = ordered(county, county.firms)
        confirmed(county, loops.filter(enterprise=county.firms[0]))
    with at("9 00:05"):
        compile_day(EIGHTH)
    with at("9 13:00"):
        confirmed(county, loops.filter(enterprise=county.firms[1]))
    with at("10 00:05"):
        compile_day(NINTH)
    county.loops = loops
    with at("10 08:00"):
        yield county


def sentence(page):
    html = page.content.decode()
    start = html.index('id="headline">') + len('id="headline">')
    return strip_tags(html[start : html.index("</h1>", start)]).strip()


def test_the_headline_is_one_sentence(days, client):
    client.force_login(days.chen)
    assert sentence(client.get("/statistics/")) == (
        "截至9月9日24时，实施临时性静态管理的1个区县2户规上工业企业闭环生产，占66.7%（共3户）；其产值占66.7%。"
    )
    assert sentence(client.get("/statistics/2022-09-08/")).startswith("截至9月8日24时")


def test_the_same_in_english(days, client):
    client.force_login(days.chen)
    client.cookies["django_language"] = "en"
    page = client.get("/statistics/")
    assert "As of 24:00 on 9 September" in sentence(page) and "Jiangyang" in page.content.decode()


def test_the_table_tells_the_change_since_the_day_before(days, client):
    client.force_login(days.chen)
    [line] = client.get("/statistics/2022-09-09/").context["lines"]
    assert (line["name"], line["share"].numerator, line["change"]) == ("合江县", 2, 1)
    assert client.get("/statistics/2022-09-08/").context["lines"][0]["change"] is None


def test_the_series_is_hollow_where_another_area_was_under_control(days, client):
    with at("10 10:00"):
        control(days, days.r510504, "10 06:00", number="2022年第3号")
    with at("11 00:05"):
        compile_day(date(2022, 9, 10))
        client.force_login(days.chen)
        trend = client.get("/statistics/2022-09-10/").context["trend"]
    assert [point["other"] for point in trend["points"]] == [True, True, False]


def test_the_map_shades_what_is_controlled_and_hatches_the_rest(days, client):
    client.force_login(days.chen)
    shapes = {s["name"]: s["shade"] for s in client.get("/statistics/").context["map"]["shapes"]}
    assert shapes["合江县"].startswith("q") and shapes["叙永县"] == "off"


def test_figures_of_now_are_marked_and_not_exported(days, client):
    client.force_login(days.chen)
    page = client.get("/statistics/now/")
    html = page.content.decode()
    assert "现在，未定稿" in html and sentence(page).startswith("未定稿：截至9月10日8时，")
    assert "format=csv" not in html and "data-copy" not in html


def test_a_missing_day_says_since_when_it_is_owed(days, client):
    with at("11 09:00"):
        client.force_login(days.chen)
        page = client.get("/statistics/2022-09-10/")
    assert page.status_code == 404 and "自9月11日 00:00起欠编" in page.content.decode()


def test_a_day_still_open_and_a_day_long_ago_say_why_there_is_nothing(days, client):
    client.force_login(days.chen)
    assert "9月11日 00:00才截止" in client.get("/statistics/2022-09-10/").content.decode()
    assert "自9月8日起编制统计" in client.get("/statistics/2022-08-01/").content.decode()
    assert client.get("/statistics/2022-13-01/").status_code == 404


def test_before_anything_is_compiled_the_page_says_what_to_do(world, client):
    client.force_login(world.chen)
    page = client.get("/statistics/")
    assert page.status_code == 200 and "还没有编成的统计" in page.content.decode()
    assert client.get("/statistics/now/").status_code == 200


def test_a_revision_shows_its_cause_and_the_old_one_can_be_read(days, client):
    confirmed(days, days.loops.filter(enterprise=days.firms[2]), "9 20:00")
    compile_day(NINTH)
    client.force_login(days.chen)
    html = client.get("/statistics/2022-09-09/").content.decode()
    assert "第2版" in html and "补记1条闭环：确认已封闭" in html
    old = client.get("/statistics/2022-09-09/?revision=1")
    assert "（旧版）" in old.content.decode() and old.context["total"]["share"].numerator == 2


def test_missing_returns_are_not_zero(days, client):
    from enterprises.models import DailyReturn
    from workflow.versions import record_facts

    record_facts(
        DailyReturn,
        [{"enterprise_id": days.firms[0].pk, "day": NINTH, "status": "closed_loop", "output_value": 0}],
        by=days.chen,
    )
    client.force_login(days.chen)
    returns = client.get("/statistics/2022-09-09/").context["returns"]
    assert (returns["due"], returns["done"]) == (3, 1)
    assert [(county.code, number) for county, number in returns["missing"]] == [("510522", 2)]


def test_output_of_few_is_withheld_from_the_neighbour_and_said_so(days, client):
    """Two of three are in closed loop: the third one's output could be told."""
    client.force_login(days.zhao)
    page = client.get("/statistics/2022-09-09/")
    assert page.context["withheld"] and "产值占66.7%" not in sentence(page)
    assert "不足三家的产值不公开" in page.content.decode()


def test_the_firms_behind_a_count_as_a_list(days, client):
    url = "/statistics/2022-09-08/I1/region/510522/"
    client.force_login(days.sun)
    page = client.get(url)
    assert [row["key"] for row in page.context["listing"].rows] == [days.firms[0].credit_code]
    client.force_login(days.zhao)
    assert client.get(url).context["listing"].rows == []
    assert client.get("/statistics/2022-09-08/I17.municipal.park/city/510500/").status_code == 404


def test_administrators_do_not_read_figures(days, client):
    client.force_login(days.system)
    for url in ("/statistics/", "/statistics/now/", "/statistics/2022-09-08/I1/region/510522/"):
        assert client.get(url).status_code == 403
    client.force_login(days.li)
    assert client.get("/statistics/").status_code == 200


@pytest.mark.parametrize("more", [0, 60])
def test_the_page_takes_the_same_statements_whatever_the_number_of_firms(
    days, client, more, django_assert_max_num_queries
):
    if more:
        rows = firms(days, more, start=300)
        directory(days, rows)
        sealed(days, rows)
        compile_day(NINTH)
    client.force_login(days.zhao)
    client.get("/statistics/2022-09-09/")
    with django_assert_max_num_queries(18):
        client.get("/statistics/2022-09-09/")
