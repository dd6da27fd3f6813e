"""The route as a table: what is shipped, what the city decides, and that a plan keeps the line it began under."""

from datetime import timedelta

import pytest
from django.test import Client

from clock import clock
from plans.models import Route, Tier
from plans.questions.conditions import LISTED
from plans.review.routes import decide_route, table
from plans.rules.judging import yardstick_of
from plans.services import (
    agree_plan,
    endorse_plan,
    file_plan,
    file_plan_unchecked,
    return_plan,
    start_plan,
    submit_plan,
)
from tests.conftest import shanghai
from whitelist.services import record_entries
from workflow.errors import NotYours, Refused

from .forms import checked, submitted
from .under_control import controlled

pytestmark = pytest.mark.database
PLAIN = {"city_files": False, "joint_check": False, "basis": "泸州市指挥部第9号通知"}


def listed(world, firm, level="provincial"):
    record_entries(
        [firm],
        by=world.chen,
        level=level,
        category="key_industry",
        effective_from="2022-08-29",
        document="川工信〔2022〕第1号",
        occurred_at=clock.now() - timedelta(hours=1),
    )


def test_a_draft_of_a_listed_firm_is_asked_what_the_list_asks(world):
    draft = start_plan(world.shanda, by=world.li)
    assert LISTED not in yardstick_of(draft.versions.get()).facts
    listed(world, world.shanda)
    assert LISTED in yardstick_of(draft.versions.get()).facts


def test_shipped_the_district_checks_and_files_and_the_city_only_for_the_white_list(world):
    lines = table()
    assert len(lines) == 8 and all(line.joint_check for line in lines.values())
    assert [line.city_files for (tier, _c), line in lines.items() if tier == Tier.NONE] == [False, False]
    assert all(line.city_files for (tier, _c), line in lines.items() if tier != Tier.NONE)
    assert {line.start_unchecked for (_t, c), line in lines.items() if c} == {True}
    plan = submitted(world.shanda, world.li)
    assert (plan.needs_city, plan.needs_check, plan.may_start_unchecked) == (False, True, False)
    route = plan.versions.get().route
    assert route["tier"] == "none" and route["units"] == ["territory", "health", "emergency", "market"]


def test_the_highest_level_and_the_control_choose_the_line(world, noon):
    listed(world, world.shanda, "national")
    controlled(world, since=noon - timedelta(hours=2))
    plan = submitted(world.shanda, world.li)
    assert plan.versions.get().route["tier"] == "national"
    assert plan.needs_city and plan.may_start_unchecked
    elsewhere = submitted(world.longfei, world.hu)
    assert not elsewhere.may_start_unchecked and elsewhere.versions.get().route["tier"] == "none"


def test_a_plan_keeps_the_line_it_was_submitted_under(world):
    before = submitted(world.shanda, world.li)
    decide_route(Tier.NONE, False, by=world.chen, **PLAIN)
    after = submitted(world.qingquan, world.ma)
    for plan, officer in ((before, world.luo), (after, world.zhou)):
        endorse_plan(plan, by=officer)
    file_plan(after, by=world.sun)
    with pytest.raises(Refused, match="联合核查尚未完成"):
        file_plan(before, by=world.sun)
    return_plan(before, by=world.sun, remark="补充床位")
    submit_plan(before, by=world.li)  # submitted anew, it goes the way that holds now
    assert not before.needs_check


def test_lines_are_versions_with_a_basis_and_only_the_citys(world, noon):
    with pytest.raises(NotYours):
        decide_route(Tier.NONE, False, by=world.sun, **PLAIN)
    with pytest.raises(Refused, match="须写明依据"):
        decide_route(Tier.NONE, False, by=world.chen, **{**PLAIN, "basis": " "})
    with pytest.raises(Refused, match="只能从现在起"):
        decide_route(Tier.NONE, False, by=world.chen, since=noon - timedelta(days=1), **PLAIN)
    with pytest.raises(Refused, match="没有容缺可言"):
        decide_route(Tier.NONE, True, by=world.chen, start_unchecked=True, **PLAIN)
    decide_route(Tier.NONE, False, by=world.chen, **PLAIN)
    with clock.standing_at(noon + timedelta(hours=1)):
        decide_route(
            Tier.NONE, False, by=world.lin, city_files=False, joint_check=True, units=["fire"], basis="第10号"
        )
        assert table()[Tier.NONE, False].units == ["fire"]
    assert not table(noon + timedelta(minutes=1))[Tier.NONE, False].joint_check
    assert Route.objects.count() == 2 and Route.objects.first().deed.by == world.lin


def test_under_control_sun_files_before_the_check_which_is_then_owed_in_48_hours(world, noon):
    controlled(world, since=noon - timedelta(hours=2))
    plan = submitted(world.shanda, world.li)
    endorse_plan(plan, by=world.luo)
    with pytest.raises(NotYours):
        file_plan_unchecked(plan, by=world.luo)
    deed = file_plan_unchecked(plan, by=world.sun)
    assert (plan.status, deed.verb, plan.owes_check) == ("filed", "file_unchecked", True)
    assert plan.joint_check_due_at == plan.due_at == noon + timedelta(hours=48)
    with clock.standing_at(noon + timedelta(hours=20)):
        checked(plan, by=world.luo)
    assert plan.checked_at and plan.due_at is None and not plan.owes_check


def test_a_notice_over_one_compound_puts_no_plan_of_the_county_under_control(world, noon):
    controlled(world, since=noon - timedelta(hours=1), place="滨江小区")
    plan = submitted(world.shanda, world.li)
    assert not plan.may_start_unchecked
    with clock.standing_at(shanghai("2022-09-09 16:00")):
        assert submitted(world.qingquan, world.ma).due_at > shanghai("2022-09-13 00:00")  # over the holiday


def test_without_control_nothing_starts_before_its_check(world):
    plan = submitted(world.shanda, world.li)
    endorse_plan(plan, by=world.luo)
    with pytest.raises(Refused, match="不能容缺备案"):
        file_plan_unchecked(plan, by=world.sun)
    checked(plan, by=world.sun)
    file_plan(plan, by=world.sun)


def test_a_white_list_firm_under_control_goes_up_before_the_check(world, noon):
    controlled(world, since=noon - timedelta(hours=2))
    listed(world, world.shanda)
    plan = submitted(world.shanda, world.li)
    endorse_plan(plan, by=world.luo)
    agree_plan(plan, by=world.sun)
    with pytest.raises(NotYours):
        file_plan_unchecked(plan, by=world.sun)
    file_plan_unchecked(plan, by=world.chen)
    assert plan.owes_check


def test_chen_sets_a_line_on_the_page_and_sun_only_reads(world, client):
    client.force_login(world.sun)
    page = client.get("/plans/routes/")
    assert page.status_code == 200 and "平台初始规定" in page.content.decode()
    url = "/plans/routes/none/normal/"
    assert client.get(url).status_code == client.post(url, {}).status_code == 403
    client.force_login(world.chen)
    assert client.get("/plans/routes/none/always/").status_code == 404
    assert client.post(url, {"joint_check": "on"}).status_code == 400
    answers = {"joint_check": "on", "units": ["health", "fire"], "basis": "泸州市指挥部第9号通知"}
    assert client.post(url, answers).status_code == 302
    text = client.get("/plans/routes/").content.decode()
    assert "消防救援" in text and "泸州市指挥部第9号通知" in text and "历次修改" in text


def test_the_same_over_rest(world, api_of):
    chen, sun = api_of(world.chen), api_of(world.sun)
    url = "/api/v1/plan-routes/none.normal/"
    body = {"joint_check": True, "units": ["health"], "basis": "第9号"}
    assert sun.put(url, body, format="json").status_code == 403
    set_ = chen.put(url, body, format="json")
    assert set_.status_code == 200 and set_.json()["units"] == ["health"], set_.content
    told = sun.get("/api/v1/plan-routes/").json()
    assert len(told["results"]) == 8 and told["results"][0]["units"] == ["health"]
    assert [line["basis"] for line in told["former"]] == ["第9号"]
    assert chen.put("/api/v1/plan-routes/none.always/", body, format="json").status_code == 404
    assert api_of(world.guan).get("/api/v1/plan-routes/").status_code == 403
    assert Client().get("/plans/routes/").status_code == 302
