"""The switch: Sun previews and orders Hejiang, what changed meanwhile stops it, Zhao has no part in it."""

from datetime import timedelta

import pytest

from clock import clock
from control.models import Switch
from control.switch.judgement import Differs
from control.switch.reading import read_firms
from control.switch.scope import Scope
from control.switch.services import (
    order_switch,
    preview_order,
    withdraw_switch,
)
from enterprises.models import Enterprise
from notices.delivering import deliver_outbox
from notices.models import Notice
from plans.loops.services import confirm_loop, fail_loop
from plans.models.loops import Loop, LoopStep
from plans.services import return_plan, start_plan
from tests.plans.forms import filed, submitted
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone, NotYours, Refused
from workflow.models import Deed, Outbox

pytestmark = pytest.mark.database


def order(scope, by, **how):
    return order_switch(scope, by=by, digest=preview_order(scope, by=by).digest, **how)


def test_the_preview_says_who_follows_by_which_plan_and_who_cannot_and_why(world, hejiang, shanda_plan):
    start_plan(world.qingquan, by=world.ma)
    judgement = preview_order(hejiang, by=world.sun)
    [ready] = judgement.ready
    told = (ready["name"], ready["plan"], ready["version"], ready["people"], ready["territory"])
    assert told == (world.shanda.name, shanda_plan.pk, 1, 186, world.port.name)
    [reason] = judgement.reasons
    assert (reason["code"], reason["standing"]) == ("no_filed_plan", "draft")
    assert reason["sentence"] == "没有已备案的方案，现为“草稿”。"
    assert judgement.people == 186 and len(judgement.lines) == 2  # nothing of Longmatan


@pytest.mark.parametrize("standing", ["submitted", "returned"])
def test_a_plan_under_way_is_told_by_its_status(world, hejiang, standing):
    plan = submitted(world.shanda, world.li)
    if standing == "returned":
        return_plan(plan, by=world.luo, remark="补充床位")
    lines = {line["credit_code"]: line for line in preview_order(hejiang, by=world.chen).lines}
    assert lines[world.shanda.credit_code]["standing"] == standing
    assert (lines[world.qingquan.credit_code]["code"], lines[world.qingquan.credit_code]["standing"]) == (
        "no_filed_plan",
        "",
    )


def test_the_disqualified_and_those_in_a_loop_are_told_apart(world, hejiang, plans, noon):
    order(Scope(codes=(world.shanda.credit_code,)), world.sun)
    Enterprise.objects.filter(pk=world.qingquan.pk).update(disqualified_at=noon)
    reasons = {(why["code"], why["standing"]) for why in preview_order(hejiang, by=world.sun).reasons}
    assert reasons == {("one_open_loop_a_firm", "ordered"), ("disqualified", "")}


def test_one_press_is_one_deed_with_its_record_and_everybody_is_told(world, hejiang, plans):
    due_at = clock.now() + timedelta(hours=6)
    switch = order(hejiang, world.sun, due_at=due_at, basis="2022年第5号通告")
    assert (switch.moved, switch.people, switch.refused, switch.drill) == (2, 372, 0, False)
    assert switch.deed.count == 2 and switch.deed.basis == switch.basis
    assert set(switch.loops.values_list("status", "due_at")) == {("ordered", due_at)}
    assert (switch.county, switch.unit, switch.at) == (world.r510522, world.hejiang, switch.deed.recorded_at)
    deliver_outbox()
    told = set(Notice.objects.filter(deed=switch.deed).values_list("user__username", flat=True))
    assert told == {"li", "ma", "luo", "xu", "zhou"}


def test_what_changed_since_the_preview_stops_the_order_and_is_told(world, hejiang, plans, noon):
    seen = preview_order(hejiang, by=world.sun)
    Enterprise.objects.filter(pk=world.qingquan.pk).update(disqualified_at=noon)
    with pytest.raises(Differs) as stopped:
        order_switch(hejiang, by=world.sun, digest=seen.digest)
    [change] = stopped.value.changes
    assert change["name"] == world.qingquan.name
    assert change["was"].startswith("可下达（方案") and change["now"] == "该企业已被取消闭环生产资格。"
    assert not Loop.objects.exists() and not Deed.objects.filter(verb="order").exists()
    order(hejiang, world.sun)
    assert Loop.objects.get().enterprise == world.shanda


def test_a_newer_plan_is_a_difference_too(world, hejiang, shanda_plan):
    seen = preview_order(hejiang, by=world.chen)
    newer = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    with pytest.raises(Differs) as stopped:
        order_switch(hejiang, by=world.chen, digest=seen.digest)
    [change] = stopped.value.changes
    assert f"方案{shanda_plan.pk}" in change["was"] and f"方案{newer.pk}" in change["now"]


def test_repeating_is_without_effect(world, hejiang, plans):
    digest = preview_order(hejiang, by=world.sun).digest
    order_switch(hejiang, by=world.sun, digest=digest, key="press")
    with pytest.raises(AlreadyDone):
        order_switch(hejiang, by=world.sun, digest=digest, key="press")
    with pytest.raises(Differs):  # another press by the same preview
        order_switch(hejiang, by=world.sun, digest=digest)
    with pytest.raises(Refused, match="没有一家可以办理"):  # and by a fresh one
        order(hejiang, world.sun)
    assert Switch.objects.count() == 1 and Loop.objects.count() == 2


def test_a_drill_is_the_same_deed_rolled_back(world, hejiang, plans):
    before = (Outbox.objects.count(), Deed.objects.count(), LoopStep.objects.count())
    drill = order(hejiang, world.sun, drill=True, key="drill")
    assert drill.drill and drill.deed is None and (drill.moved, drill.people) == (2, 372)
    assert [line["variant"] for line in drill.report] == ["plan", "plan"]
    assert (Outbox.objects.count(), Deed.objects.count(), LoopStep.objects.count()) == before
    assert not Loop.objects.exists() and not drill.loops.exists()
    with pytest.raises(AlreadyDone):
        order(hejiang, world.sun, drill=True, key="drill")
    order(hejiang, world.sun)
    assert Loop.objects.count() == 2


def test_what_is_not_confirmed_is_withdrawn_with_a_reason(world, hejiang, plans):
    switch = order(hejiang, world.sun)
    confirm_loop(world.shanda.loops.get(), by=world.luo, people_inside=181)
    with pytest.raises(NotYours):
        withdraw_switch(switch, by=world.zhao, remark="名单有误")
    with pytest.raises(Refused, match="须写明意见"):
        withdraw_switch(switch, by=world.sun, remark=" ")
    done = withdraw_switch(switch, by=world.sun, remark="名单有误")
    assert done.moved == [world.qingquan.loops.get().pk]
    assert world.shanda.loops.get().status == "running"
    with pytest.raises(Refused, match="没有可撤回的指令"):
        withdraw_switch(switch, by=world.sun, remark="名单有误")


def test_chosen_orders_are_withdrawn_and_the_others_stand(world, hejiang, plans):
    switch = order(hejiang, world.chen)
    withdraw_switch(switch, by=world.sun, remark="停产检修", loops=[world.qingquan.loops.get().pk])
    assert world.shanda.loops.get().status == "ordered"


def test_the_district_switches_in_its_county_and_the_city_anywhere(world, hejiang, plans):
    for stranger in (world.zhao, world.luo, world.li, world.xuming):
        with pytest.raises(NotYours):
            preview_order(hejiang, by=stranger)
        with pytest.raises(NotYours):
            order_switch(hejiang, by=stranger, digest="")
    with pytest.raises(NotYours):
        preview_order(Scope(park=world.port), by=world.zhao)
    with pytest.raises(NotYours):
        preview_order(Scope(region=world.r510500), by=world.sun)
    assert len(preview_order(Scope(region=world.r510500), by=world.chen).ready) == 2
    assert len(preview_order(Scope(park=world.port), by=world.sun).ready) == 1
    assert len(preview_order(Scope(region=world.r510522001), by=world.sun).ready) == 1
    foreign = preview_order(Scope(codes=(world.shanda.credit_code,)), by=world.zhao)
    assert foreign.lines == ()


def test_names_and_codes_are_read_as_people_paste_them(world):
    seen = Enterprise.objects.visible_to(world.sun)
    text = f"{world.shanda.credit_code.lower()}\t山达\n清泉酒业，龙飞机械；不存在的公司"
    keys, lost = read_firms(text, seen)
    assert keys == [world.shanda.pk, world.qingquan.pk]
    assert [typed for typed, _why in lost] == ["龙飞机械", "不存在的公司"]
    keys, lost = read_firms("有限公司", Enterprise.objects.visible_to(world.chen))
    assert keys == [] and "不止一家" in lost[0][1]


def test_a_failed_firm_may_be_ordered_again_by_the_next_switch(world, hejiang, plans):
    first = order(hejiang, world.sun)
    fail_loop(world.shanda.loops.get(), by=world.li, remark="床位未到位")
    with pressed_once(None):
        second = order(hejiang, world.sun)
    assert (first.moved, second.moved, second.refused) == (2, 1, 1)
