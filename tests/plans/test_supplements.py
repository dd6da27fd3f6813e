"""限期补齐: what is owed after the start, how it is chased, added and told, without moving the plan."""

from datetime import timedelta

import pytest

from clock import clock
from notices.delivering import deliver_outbox
from notices.models import Notice
from plans.answers import flat
from plans.fill.supplements import chase_rest, hand_in, open_supplement
from plans.models import Plan
from plans.questions import ENTERPRISE_2
from plans.services import endorse_plan, file_plan, return_plan, save_section, submit_plan, withdraw_plan
from plans.versions import is_intact, shown_version
from tests.conftest import shanghai
from workflow.errors import NotYours, Refused

from . import rest
from .forms import WHOLE, checked, filed, submitted


def add(plan, by, answers):
    """Type answers of the rest into the open supplement."""
    version = plan.versions.get(frozen_at=None)
    standing = {section.key: section for section in version.sections.all()}
    for key, given in ENTERPRISE_2.parted(answers).items():
        if given:
            section = standing[key]
            save_section(plan, key, {**section.answers, **given}, by=by, revision=section.revision)


def test_the_rest_is_added_to_a_plan_on_file_and_its_status_stands(world):
    plan = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    first, steps = plan.versions.get(), plan.steps.count()
    owed = len(ENTERPRISE_2.missing(WHOLE))
    assert plan.rest_missing == owed > 40
    open_supplement(plan, by=world.li)
    add(plan, world.li, rest.FIRM)
    plan.refresh_from_db()
    assert plan.rest_missing == owed and shown_version(plan) == first  # what is typed counts once handed in
    deed = hand_in(plan, by=world.li)
    plan.refresh_from_db()
    assert (plan.status, plan.rest_missing, plan.steps.count()) == ("filed", 0, steps)
    second = plan.versions.last()
    assert (second.number, second.supplement, second.sha256 != first.sha256) == (2, True, True)
    assert all(is_intact(version) for version in plan.versions.all()) and second.rules is not None
    assert flat(second.sections.all())["isolation_rooms"] == 3 and shown_version(plan) == second
    deliver_outbox()
    told = Notice.objects.filter(deed=deed)
    assert {notice.user for notice in told} == {world.luo, world.xu, world.sun, world.qian}
    assert str(told.filter(user=world.sun).get()) == (
        "泸州山达重工装备有限公司：闭环方案 交补充内容（泸州山达重工装备有限公司 李静）"
    )


def test_what_was_handed_in_to_start_stands_in_a_supplement(world):
    plan = submitted(world.shanda, world.li)
    open_supplement(plan, by=world.luo)
    assert open_supplement(plan, by=world.li).number == 2  # the same one
    with pytest.raises(Refused, match="“食宿可保”已随方案提交，补充时不能改"):
        save_section(plan, "lodging", {"beds": 10}, by=world.li, revision=1)
    with pytest.raises(Refused, match="没有可交的"):
        hand_in(plan, by=world.li)
    add(plan, world.li, {"isolation_rooms": 2})
    endorse_plan(plan, by=world.xu)  # the review goes on with what is frozen
    hand_in(plan, by=world.li)
    assert plan.status == "endorsed" and plan.versions.last().number == 2
    with pytest.raises(Refused, match="没有正在补充的内容"):
        hand_in(plan, by=world.li)


def test_others_do_not_add_and_a_closed_plan_takes_nothing(world):
    plan = submitted(world.shanda, world.li)
    for who in (world.sun, world.chen, world.ma, world.zhao, world.xuming):
        with pytest.raises(NotYours):
            open_supplement(plan, by=who)
    withdraw_plan(plan, by=world.li)
    with pytest.raises(Refused, match="已撤回"):
        open_supplement(plan, by=world.li)


def test_returned_meanwhile_what_was_typed_into_the_supplement_is_mended_with_the_rest(world):
    plan = submitted(world.shanda, world.li)
    open_supplement(plan, by=world.li)
    add(plan, world.li, {"isolation_rooms": 2})
    return_plan(plan, by=world.luo, remark="床位")
    second = plan.versions.last()
    assert (second.number, second.supplement, second.frozen_at) == (2, False, None)
    assert flat(second.sections.all())["isolation_rooms"] == 2
    section = second.sections.get(key="lodging")
    save_section(plan, "lodging", {**section.answers, "beds": 200}, by=world.li, revision=section.revision)
    submit_plan(plan, by=world.li)
    assert plan.beds == 200 and plan.versions.count() == 2


def test_a_rule_that_blocks_stops_the_supplement_not_the_start(world):
    from plans.rules.services import decide_rule

    how = {"comparison": ">=", "value": 1, "severity": "block", "basis": "市指挥部第9号令"}
    decide_rule("isolation_rooms", by=world.chen, **how)
    plan = submitted(world.shanda, world.li)
    open_supplement(plan, by=world.li)
    add(plan, world.li, {"isolation_rooms": 0})
    with pytest.raises(Refused, match="隔离观察房0间，应不低于1间，还差1间。"):
        hand_in(plan, by=world.li)
    add(plan, world.li, {"isolation_rooms": 1})
    hand_in(plan, by=world.li)


def test_a_rule_made_after_the_start_keeps_no_rest_back(world):
    from plans.rules.services import decide_rule

    plan = submitted(world.shanda, world.li, {**WHOLE, "beds": 172})
    how = {"comparison": ">=", "value": 1, "severity": "block", "basis": "市指挥部第10号令"}
    decide_rule("beds_per_person", by=world.chen, **how)
    open_supplement(plan, by=world.li)
    add(plan, world.li, {"isolation_rooms": 2})
    hand_in(plan, by=world.li)
    assert plan.versions.last().frozen_at


def test_who_owes_the_rest_is_chased_a_day_before_and_when_it_is_due_once_each(world):
    plan = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    whole = submitted(world.qingquan, world.ma, {**WHOLE, **rest.FIRM})
    assert chase_rest() == 0
    with clock.standing_at(plan.rest_due_at - timedelta(hours=20)):
        assert chase_rest() == 1 and chase_rest() == 0
        deliver_outbox()
        told = Notice.objects.filter(verb="chase")
        assert {notice.user for notice in told} == {world.li, world.luo, world.xu}
        assert "催补（系统按时办理）" in str(told.first())
    with clock.standing_at(plan.rest_due_at + timedelta(minutes=1)):
        assert list(Plan.objects.rest_overdue()) == [plan]
        assert chase_rest() == 1 and chase_rest() == 0
        deliver_outbox()
        assert world.sun in {notice.user for notice in Notice.objects.filter(verb="chase_overdue")}
        open_supplement(plan, by=world.li)
        add(plan, world.li, rest.FIRM)
        hand_in(plan, by=world.li)
        assert not Plan.objects.rest_overdue().exists()
    assert whole.rest_missing == 0


def test_the_page_shows_the_frozen_version_while_a_supplement_is_typed(world, client):
    plan = submitted(world.shanda, world.li)
    client.force_login(world.li)
    assert client.post(f"/plans/{plan.pk}/", {"verb": "supplement", "key": "s"}).status_code == 302
    add(plan, world.li, {"isolation_rooms": 7})
    page = client.get(f"/plans/{plan.pk}/")
    assert "hand_in" in [offer["verb"] for offer in page.context["offers"]]
    assert page.context["version"].number == 1
    client.force_login(world.xu)
    assert client.get(f"/plans/{plan.pk}/").context["version"].number == 1
    client.force_login(world.li)
    client.post(f"/plans/{plan.pk}/", {"verb": "hand_in", "key": "h"})
    client.force_login(world.xu)
    text = client.get(f"/plans/{plan.pk}/").content.decode()
    assert "与第1版的差异" in text and "<ins>7 间</ins>" in text


def test_the_rest_is_added_over_rest(world, api_of):
    li = api_of(world.li)
    plan = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    url = f"/api/v1/plans/{plan.pk}/"
    body = {"revision": 0, "answers": {"isolation_rooms": 3}}
    assert li.put(f"{url}sections/rooms/", body, format="json").status_code == 409
    assert li.post(f"{url}supplement/", {}, format="json").status_code == 200
    assert li.put(f"{url}sections/rooms/", body, format="json").status_code == 200
    handed = li.post(f"{url}hand-in/", {}, format="json")
    assert handed.status_code == 200 and handed.json()["version"]["number"] == 2
    assert handed.json()["version"]["supplement"] and handed.json()["rest_missing"] > 0
    assert li.post(f"{url}hand-in/", {}, format="json").json()["code"] == "no_supplement"


def test_overdue_rest_is_a_list_for_the_territory_and_work_of_the_firm(world, client):
    plan = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    client.force_login(world.luo)
    with clock.standing_at(shanghai("2022-09-20 12:00")):
        rows = client.get("/plans/?rest=overdue").context["listing"].rows
        assert [row["pk"] for row in rows] == [plan.pk]
        assert client.get("/plans/?rest=due").context["listing"].rows
        client.force_login(world.li)
        assert "限期补齐" in client.get("/").content.decode()
        for who in (world.luo, world.sun):  # territory and county count it in one line that leads to the list
            client.force_login(who)
            page = client.get("/")
            assert 'href="/plans/?rest=due"' in page.text
            assert plan not in [item["record"] for group in page.context["groups"] for item in group["items"]]


def test_filing_again_puts_the_supplement_with_the_plan(world):
    plan = submitted(world.shanda, world.li)
    endorse_plan(plan, by=world.luo)
    open_supplement(plan, by=world.li)
    add(plan, world.li, {"isolation_rooms": 3})
    checked(plan, by=world.sun)
    file_plan(plan, by=world.sun)
    hand_in(plan, by=world.li)
    assert plan.versions.exclude(frozen_at=None).count() == 2
