"""The rail: few entries, what belongs to one in tabs above its pages, what waits counted once."""

import pytest

from plans.loops.services import order_loop
from tests.plans.forms import filed


@pytest.fixture
def shell(world, client):
    def of(name, path="/"):
        client.force_login(world.people[name])
        return client.get(path).context["shell"]

    return of


def labels(entries):
    return [str(entry["label"]) for entry in entries]


def test_a_district_officer_has_eight_entries_and_the_rest_in_tabs(shell):
    rail = ["待办", "企业与园区", "方案", "白名单", "管控与切换", "通行证", "统计", "管理"]
    assert labels(shell("sun")["rail"]) == rail and not shell("sun")["tabs"]
    tabs = ["方案", "闭环", "批量办理", "还差谁", "收集链接", "判定规则", "审核路线"]
    page = shell("sun", "/loops/")
    assert labels(page["tabs"]) == tabs
    assert labels(tab for tab in page["tabs"] if tab["current"]) == ["闭环"]
    assert labels(entry for entry in page["rail"] if entry["current"]) == ["方案"]


@pytest.mark.parametrize("name", ["chen", "sun", "luo", "li", "xuming", "ren", "guan", "system", "security"])
def test_nobody_has_more_than_nine_and_four_at_the_foot_of_a_phone(shell, name):
    rail = shell(name)["rail"]
    assert len(rail) <= 9 and sum(entry["phone"] for entry in rail) <= 4


def test_where_one_has_not_got_the_entry_its_tab_stands_in_the_rail(shell):
    assert "查验点" in labels(shell("guan")["rail"])
    assert "查验点" in labels(shell("chen", "/passes/")["tabs"])


def test_what_waits_behind_a_tab_is_counted_at_its_entry(world, shell):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    order_loop(world.shanda, by=world.sun)
    [entry] = [one for one in shell("li")["rail"] if one["key"] == "periods"]
    assert entry["count"] == 1
