"""A firm is disqualified: heard first or, in urgency, after; all that follows is one deed; reinstated likewise."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clock import clock
from control.disqualification import services
from notices.delivering import deliver_outbox
from notices.mailing import mail_of
from notices.models import Notice
from passes.roadside.verifying import answer_for
from passes.services import reinstate_pass, suspend_pass
from plans.loops.services import lift_loop, order_loop
from tests.stats.deeds import issued
from whitelist.services import keep_entry
from workflow.errors import NotYours, Refused
from workflow.models import Deed

from .stories import firm, proposed, running

DOCUMENT = "泸市指办〔2022〕12号"


def urgently(case, by, **more):
    return services.decide_case_urgently(case, by=by, basis=DOCUMENT, remark="风险未排除", **more)


def test_all_that_follows_from_a_decision_is_one_deed(world):
    loop, entry, (first, second) = running(world)
    case = proposed(world)
    hour = clock.now() + timedelta(hours=6)
    deed = urgently(case, world.chen, return_passes=[first], return_only_until=hour)
    for record in (loop, entry, first, second):
        record.refresh_from_db()
    assert firm(world).disqualified_at == clock.now() == case.decided_at
    assert (case.document, case.deciding_unit) == (DOCUMENT, "泸州市经济和信息化局")
    assert loop.status == "lifted" and loop.steps.last().deed == deed
    assert [first.status, second.status] == ["suspended"] * 2
    assert (first.return_only_until, second.return_only_until) == (hour, None)
    assert "仅限返程" in answer_for(first).reason and "已暂停" in answer_for(second).reason
    assert entry.status == "listed" and DOCUMENT in entry.review_reason
    assert (deed.kind, deed.count) == ("control.Disqualification", 4)
    with pytest.raises(Refused, match="取消闭环生产资格"):
        order_loop(world.shanda, by=world.sun)


def test_the_firm_is_heard_before_unless_it_is_urgent(world):
    case = proposed(world)
    assert case.due_at == clock.now() + timedelta(hours=24)
    with pytest.raises(Refused, match="陈述申辩"):
        services.decide_case(case, by=world.chen, basis=DOCUMENT)
    services.state_case(case, by=world.li, text="当晚系送医，有记录。")
    services.decide_case(case, by=world.chen, basis=DOCUMENT)
    assert case.status == "in_force" and case.due_at is None


def test_who_says_nothing_in_time_has_been_waited_for(world, noon):
    case = proposed(world)
    with clock.standing_at(noon + timedelta(hours=24)):
        services.decide_case(case, by=world.chen, basis=DOCUMENT)
    assert firm(world).is_disqualified


def test_in_urgency_the_firm_is_heard_within_24_hours_after(world, noon):
    case = proposed(world)
    with clock.standing_at(noon + timedelta(hours=2)):
        urgently(case, world.chen)
    assert case.statement_due_at == noon + timedelta(hours=26)
    paper = SimpleUploadedFile("情况说明.pdf", b"%PDF-1.4 words", "application/pdf")
    with clock.standing_at(noon + timedelta(hours=3)):
        services.state_case(case, by=world.luo, text="已整改", file=paper)
        services.state_case(case, by=world.li, text="已整改，附照片")
    assert case.statements.count() == 2
    assert (case.statement.text, case.statement.file.name) == ("已整改，附照片", "情况说明.pdf")


def test_an_ordered_loop_is_withdrawn(world):
    loop, *_rest = running(world)
    lift_loop(loop, by=world.sun)
    again = order_loop(world.shanda, by=world.sun)
    urgently(proposed(world), world.chen)
    again.refresh_from_db()
    assert again.status == "cancelled"


def test_reinstatement_gives_back_what_is_still_in_time_and_no_loop(world, noon):
    loop, entry, (first, second) = running(world)
    [before] = issued(world, world.shanda, 1)
    suspend_pass(before, by=world.chen, remark="车辆检修")
    case = proposed(world)
    urgently(case, world.chen, return_passes=[first], return_only_until=noon + timedelta(hours=6))
    with pytest.raises(Refused, match="取消闭环生产资格"):
        reinstate_pass(second, by=world.chen, remark="恢复")
    with clock.standing_at(noon + timedelta(days=2)):
        deed = services.reinstate_case(case, by=world.lin, basis="泸市指办〔2022〕15号")
    for record in (loop, entry, first, second, before):
        record.refresh_from_db()
    assert not firm(world).is_disqualified and case.status == "reinstated"
    assert [first.status, second.status, before.status] == ["issued", "issued", "suspended"]
    assert first.return_only_until is None
    assert entry.review_since is None and loop.status == "lifted"
    assert deed.count == 3
    order_loop(world.shanda, by=world.sun)


def test_a_pass_out_of_date_stays_as_it_is(world, noon):
    *_rest, (first, _second) = running(world)
    case = proposed(world)
    urgently(case, world.chen)
    with clock.standing_at(noon + timedelta(days=30)):
        services.reinstate_case(case, by=world.chen, basis=DOCUMENT)
    first.refresh_from_db()
    assert first.status == "suspended"


def test_the_district_proposes_the_city_decides_and_nobody_what_they_proposed(world):
    with pytest.raises(NotYours):
        proposed(world, by=world.zhao)
    with pytest.raises(NotYours):
        proposed(world, by=world.luo)
    case = proposed(world)
    for person in (world.sun, world.luo, world.li, world.xuming):
        with pytest.raises(NotYours):
            urgently(case, person)
    with pytest.raises(NotYours):
        services.state_case(case, by=world.sun, text="代企业陈述")
    services.drop_case(case, by=world.chen, remark="事实不成立")
    own = proposed(world, by=world.chen)
    with pytest.raises(Refused, match="由他人办理"):
        urgently(own, world.chen)
    urgently(own, world.chen, approver=world.lin)
    assert Deed.objects.filter(verb="decide_urgently").get().approver == world.lin


def test_one_case_at_a_time_and_a_return_hour_in_the_future(world, noon):
    *_rest, (first, _second) = running(world)
    case = proposed(world)
    with pytest.raises(Refused, match="已有提请中或生效"):
        proposed(world)
    with pytest.raises(Refused, match="截止时间"):
        urgently(case, world.chen, return_passes=[first], return_only_until=noon)
    assert not firm(world).is_disqualified
    urgently(case, world.chen)
    with pytest.raises(Refused, match="已被取消"):
        proposed(world)


def test_a_loop_confirmed_later_than_the_moment_stops_the_whole_deed(world, noon):
    running(world)
    case = proposed(world)
    with pytest.raises(Refused, match="早于上一步"):
        urgently(case, world.chen, occurred_at=noon - timedelta(hours=1))
    assert not firm(world).is_disqualified


def test_the_firm_is_told_the_ground_and_how_to_apply_anew(world):
    world.li.email = "li@example.org"
    world.li.save()
    case = proposed(world)
    deliver_outbox()
    assert Notice.objects.filter(user=world.chen, verb="propose").exists()
    urgently(case, world.chen)
    deliver_outbox()
    notice = Notice.objects.get(user=world.li, verb="decide_urgently")
    assert notice.sentence.startswith(f"{world.shanda}：取消资格 紧急取消资格")
    body = mail_of(notice).body
    assert "人员擅自离厂" in body and "提请市级恢复资格" in body and "陈述申辩" in body
    told = set(Notice.objects.filter(verb="decide_urgently").values_list("user__username", flat=True))
    assert {"li", "luo", "xu", "sun", "qian"} <= told and "zhao" not in told


def test_the_city_keeps_a_flagged_entry_with_its_reason(world):
    _loop, entry, _passes = running(world)
    with pytest.raises(Refused, match="无待复核"):
        keep_entry(entry, by=world.chen, remark="保留")
    urgently(proposed(world), world.chen)
    entry.refresh_from_db()
    keep_entry(entry, by=world.lin, remark="保供需要，整改后恢复")
    assert entry.review_since is None and entry.status == "listed"
