"""Claim, release, take over: one person at a time has a plan in hand."""

from datetime import timedelta

import pytest

from clock import clock
from plans.models import Plan
from plans.services import endorse_plan, file_plans, return_plan, withdraw_plan
from workflow.claims import claim, release, take_over
from workflow.errors import NotYours, Refused

from .forms import checked, submitted

pytestmark = pytest.mark.database


@pytest.fixture
def plan(world):
    return submitted(world.shanda, world.li)


def test_what_xu_has_in_hand_luo_does_not_decide_until_he_takes_it_over(world, plan):
    claim(plan, by=world.xu)
    assert plan.holder == world.xu and plan.claims.get().unit == world.port_committee
    for deed in (
        lambda: endorse_plan(plan, by=world.luo),
        lambda: return_plan(plan, by=world.luo, remark="补充床位"),
        lambda: claim(plan, by=world.luo),
        lambda: release(plan, by=world.luo),
    ):
        with pytest.raises(Refused, match="许平正在办理（领办至9月8日 14:00）") as refused:
            deed()
        assert refused.value.code == "claimed"
    with pytest.raises(Refused, match="须写明意见"):
        take_over(plan, by=world.luo, remark=" ")
    take_over(plan, by=world.luo, remark="许平已下班")
    assert plan.holder == world.luo
    now, before = plan.claims.all()
    assert (now.reason, before.ended_by) == ("许平已下班", world.luo)
    endorse_plan(plan, by=world.luo)
    assert plan.holder is None and plan.claimed_by is None
    assert not plan.claims.filter(ended_at=None).exists()


def test_a_claim_runs_out_by_itself_or_is_given_back(world, plan, noon):
    claim(plan, by=world.xu)
    release(plan, by=world.xu)
    with pytest.raises(Refused, match="尚无人领办"):
        release(plan, by=world.xu)
    claim(plan, by=world.xu)
    with clock.standing_at(noon + timedelta(hours=1)):
        claim(plan, by=world.xu)  # prolonged
    with clock.standing_at(noon + timedelta(hours=3, minutes=1)):
        assert plan.holder is None
        claim(plan, by=world.luo)
        assert plan.holder == world.luo and plan.claims.filter(ended_at=None).count() == 1


def test_li_withdraws_only_while_nobody_has_it_in_hand(world, plan):
    claim(plan, by=world.xu)
    with pytest.raises(Refused, match="许平正在办理"):
        withdraw_plan(plan, by=world.li)
    release(plan, by=world.xu)
    withdraw_plan(plan, by=world.li)


def test_who_may_not_decide_may_not_claim(world, plan):
    for stranger in (world.li, world.zhou, world.zhao, world.xuming):
        with pytest.raises(NotYours):
            claim(plan, by=stranger)
    own = submitted(world.qingquan, world.zhou)
    with pytest.raises(Refused, match="须由他人办理"):
        claim(own, by=world.zhou)


def test_a_bulk_leaves_what_a_colleague_has_in_hand_and_says_so(world, plan):
    endorse_plan(plan, by=world.luo)
    checked(plan, by=world.sun)
    claim(plan, by=world.qian)
    done = file_plans(Plan.objects.all(), by=world.sun)
    assert done.deed is None and done.refused[plan.pk][0] == "claimed"
    assert "钱宁" in done.refused[plan.pk][1]
    assert file_plans(Plan.objects.all(), by=world.qian).moved == [plan.pk]


def test_list_page_and_rest_say_who_has_it(world, plan, client, api_of):
    xu, luo = api_of(world.xu), api_of(world.luo)
    url = f"/api/v1/plans/{plan.pk}/"
    assert xu.post(url + "claim/", {}, format="json").json()["claim"]["by"] == "xu"
    refused = luo.post(url + "endorse/", {}, format="json")
    assert refused.status_code == 409 and refused.json()["code"] == "claimed"
    assert "许平" in refused.json()["detail"]
    client.force_login(world.luo)
    row = client.get("/plans/").context["listing"].rows[0]
    assert "许平" in row["html"]
    page = client.get(f"/plans/{plan.pk}/")
    assert "许平领办至" in page.content.decode()
    assert "take_over" in [offer["verb"] for offer in page.context["offers"]]
    client.post(f"/plans/{plan.pk}/", {"verb": "take_over", "remark": "许平已下班", "key": "t"})
    assert len(client.get("/plans/?claimed=mine").context["listing"].rows) == 1
    offered = [offer["verb"] for offer in client.get(f"/plans/{plan.pk}/").context["offers"]]
    assert "release" in offered and "claim" not in offered
    assert xu.post(url + "release/", {}, format="json").json()["code"] == "claimed"


def test_the_history_tells_who_had_the_plan_in_hand_and_how_it_left_the_hand(world, client, plan, noon):
    def at(minutes, do, *args, **words):
        with clock.standing_at(noon + timedelta(minutes=minutes)):
            do(plan, *args, **words)

    at(5, claim, by=world.xu)
    at(9, release, by=world.xu)
    at(10, claim, by=world.xu)
    at(20, take_over, by=world.luo, remark="许平已下班")
    at(30, endorse_plan, by=world.luo)
    at(40, claim, by=world.sun)
    client.force_login(world.sun)
    with clock.standing_at(noon + timedelta(minutes=41)):
        steps = client.get(f"/plans/{plan.pk}/").context["steps"]
    told = [(str(step["label"]), str(step["person"]), step["remark"]) for step in steps]
    assert told[:6] == [
        ("领办", "孙禾", ""),
        ("同意初审", "罗林", ""),
        ("接办", "罗林", "许平已下班"),
        ("领办", "许平", ""),
        ("退领", "许平", ""),
        ("领办", "许平", ""),
    ]
    assert steps[0]["unit"] == world.hejiang
