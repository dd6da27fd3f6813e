"""A call sheet comes with an order or a notice, is worked down by several at once, and tells who was reached."""

import pytest

from calls.apps import unreached
from calls.models import Call, CallSheet
from calls.opening import follow, open_sheet
from calls.reading import as_text
from calls.services import claim, claim_next, no_answer_call, put_back, reach_call, relay_call
from clock import clock
from enterprises.models import DirectoryEntry, Enterprise
from notices.delivering import deliver_outbox
from notices.models import Notice
from periods.services import announce_period, plan_notice
from plans.loops.services import cancel_loop, order_loop
from tests.conftest import shanghai
from tests.periods.stories import NOTICE, announced, kind
from tests.plans.forms import filed
from workflow.errors import NotYours, Refused
from workflow.models import Deed
from workflow.versions import record_facts

from .stories import ordered


def of(sheet, firm):
    return sheet.calls.get(enterprise=firm)


def above_scale(world, *firms):
    rows = [
        {"enterprise_id": firm.pk, "year": 2022, "county_id": firm.county_id, "above_scale": True}
        for firm in firms
    ]
    record_facts(DirectoryEntry, rows, by=world.chen)


def test_an_order_brings_one_sheet_with_the_telephone_of_the_filed_plan(world):
    sheet = ordered(world)
    assert (sheet.kind, sheet.subject) == ("order", "合江县经济商务和科学技术局")
    assert {call.enterprise for call in sheet.calls.all()} == {world.shanda, world.qingquan}
    assert (of(sheet, world.shanda).phone, of(sheet, world.shanda).phone_source) == ("0830-5200110", "plan")
    assert sheet.due_at and of(sheet, world.shanda).loop == world.shanda.loops.get()
    follow(sheet.cause)
    deliver_outbox()
    assert CallSheet.objects.count() == 1


def test_whoever_orders_may_open_the_sheet_at_once_and_the_telling_opens_no_second(world):
    sheet = ordered(world)
    assert follow(sheet.cause) == sheet


def test_a_notice_brings_a_sheet_of_the_firms_under_it(world):
    above_scale(world, world.shanda, world.longfei)
    announced(world)
    deliver_outbox()
    sheet = CallSheet.objects.get()
    assert (sheet.kind, sheet.subject) == ("notice", "泸州市指挥部2022年第5号")
    call = sheet.calls.get()
    assert (call.enterprise, call.phone, call.phone_source) == (world.shanda, "13800000000", "registry")


def test_a_planned_notice_brings_its_sheet_when_it_is_published_and_one_that_is_over_none(world):
    above_scale(world, world.shanda)
    words = NOTICE | {"kind": kind(), "since": shanghai("2022-09-08 06:00")}
    [period] = plan_notice([(world.r510522, "")], by=world.chen, **words)
    deliver_outbox()
    assert not CallSheet.objects.exists()
    announce_period(period, by=world.chen)
    announced(world, number="2022年第1号", until=shanghai("2022-09-08 10:00"))
    deliver_outbox()
    assert CallSheet.objects.get().cause.verb == "announce"


def test_every_attempt_stays_and_the_last_one_counts(world):
    call = of(ordered(world), world.shanda)
    no_answer_call(call, by=world.luo)
    relay_call(call, by=world.xu, remark="门卫老张，十分钟内转告")
    assert not Call.objects.unreached().filter(pk=call.pk).exists()
    reach_call(call, by=world.luo)
    assert [step.target for step in call.steps.all()] == ["waiting", "no_answer", "relayed", "reached"]
    no_answer_call(call, by=world.sun)
    assert call.status == "no_answer"
    with pytest.raises(Refused, match="意见"):
        relay_call(call, by=world.luo, remark="")


def test_two_callers_are_never_given_the_same_firm(world):
    sheet = ordered(world)
    first, second = claim_next(sheet, by=world.sun), claim_next(sheet, by=world.chen)
    assert {first.enterprise, second.enterprise} == {world.shanda, world.qingquan}
    assert claim_next(sheet, by=world.qian) is None
    assert claim_next(sheet, by=world.sun) == first  # one's own comes again
    with pytest.raises(Refused, match="孙禾正在拨打"):
        claim(first, by=world.chen)
    with pytest.raises(Refused, match="孙禾正在拨打"):  # nor is it taken out of her hands by setting it aside
        put_back(first, by=world.chen)
    with clock.standing_at(shanghai("2022-09-08 12:06")):  # Sun was called away
        claim(first, by=world.chen)
    reach_call(first, by=world.chen)
    assert first.calling_by is None


def test_a_firm_set_aside_comes_after_the_others_and_a_missed_one_last(world):
    sheet = ordered(world)
    first = claim_next(sheet, by=world.sun)
    put_back(first, by=world.sun)
    second = claim_next(sheet, by=world.sun)
    assert second != first
    no_answer_call(second, by=world.sun)
    assert claim_next(sheet, by=world.sun) == first


def test_a_firm_whose_order_was_withdrawn_is_not_called_for_it(world):
    sheet = ordered(world)
    cancel_loop(world.shanda.loops.get(), by=world.sun, remark="停产检修")
    assert claim_next(sheet, by=world.chen).enterprise == world.qingquan
    assert claim_next(sheet, by=world.sun) is None
    lines = as_text(sheet, world.chen).splitlines()
    assert "共1家，已通知0家，未通知1家" in lines[1]
    assert [line for line in lines if "山达" in line] == ["指令已撤回，不再通知：泸州山达重工装备有限公司"]
    assert unreached(world.chen).get().enterprise == world.qingquan


def test_each_calls_the_own_firms_and_no_others(world):
    sheet = ordered(world)
    assert claim_next(sheet, by=world.luo).enterprise == world.shanda
    assert claim_next(sheet, by=world.zhao) is None
    with pytest.raises(NotYours):
        reach_call(of(sheet, world.qingquan), by=world.luo)
    with pytest.raises(NotYours):
        claim(of(sheet, world.shanda), by=world.xuming)
    seen = CallSheet.objects.visible_to
    for person in (world.sun, world.luo, world.zhou, world.chen, world.xuming):
        assert seen(person).get() == sheet
    for person in (world.zhao, world.gao, world.li, world.guan, world.system):
        assert not seen(person).exists() and not Call.objects.visible_to(person).exists()


def test_a_sheet_of_chosen_firms_is_opened_for_the_own_ones_only(world):
    both = Enterprise.objects.filter(pk__in=[world.shanda.pk, world.longfei.pk])
    with pytest.raises(NotYours):
        open_sheet(both, by=world.sun, subject="停电通知")
    assert open_sheet(both, by=world.chen, subject="停电通知").calls.count() == 2
    assert open_sheet(Enterprise.objects.none(), by=world.chen, subject="停电通知") is None
    assert Deed.objects.filter(verb="open").count() == 1


@pytest.mark.parametrize("number", [2, 60])
def test_a_sheet_takes_the_same_statements_for_two_firms_and_for_sixty(
    world, number, django_assert_max_num_queries
):
    firms = [
        Enterprise(credit_code=f"X{n:017}", name=f"企业{n}", county=world.r510522, park=world.port)
        for n in range(number)
    ]
    for firm in firms:
        firm.spell()
    Enterprise.objects.bulk_create(firms)
    chosen = Enterprise.objects.filter(credit_code__startswith="X")
    with django_assert_max_num_queries(17):
        sheet = open_sheet(chosen, by=world.chen, subject="停电通知")
    assert sheet.calls.count() == number


def test_a_deed_is_told_even_when_who_did_it_may_call_nobody_any_more(world):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    order_loop(world.shanda, by=world.sun)
    world.sun.appointments.update(until=clock.now())
    deliver_outbox()
    assert not CallSheet.objects.exists()
    assert Notice.objects.filter(user=world.li, verb="order").exists()
