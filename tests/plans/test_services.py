"""A plan's way from the first answer to the file, told by the cast."""

import pytest
from django.db import IntegrityError, connection, transaction

from clock import clock
from plans.fill.services import SavedMeanwhile
from plans.models import Plan
from plans.services import (
    agree_plan,
    endorse_plan,
    endorse_plans,
    file_plan,
    file_plans,
    file_start_forms,
    refuse_plan,
    return_plan,
    save_section,
    start_plan,
    submit_plan,
    withdraw_plan,
)
from plans.versions import is_intact
from tests.conftest import shanghai
from whitelist.services import list_entry, nominate, record_entries
from workflow.errors import NotYours, Refused
from workflow.models import Deed

from .forms import PARK, WHOLE, checked, filed, submitted

pytestmark = pytest.mark.database


def test_li_fills_in_section_by_section_and_submits(world):
    plan = start_plan(world.shanda, by=world.li)
    assert (plan.status, plan.defects, plan.kind) == ("draft", 6, "enterprise")
    with pytest.raises(Refused, match="尚未填齐或有否决项"):
        submit_plan(plan, by=world.li)
    version = plan.versions.get()
    from plans.questions import SETS

    for key, answers in SETS[version.question_set].parted(WHOLE).items():
        save_section(plan, key, answers, by=world.li, revision=0)
    assert (plan.people_inside, plan.beds, plan.trucks_per_day, plan.defects) == (186, 190, 12, 0)
    submit_plan(plan, by=world.li)
    version.refresh_from_db()
    assert plan.status == "submitted" and len(version.sha256) == 64 and is_intact(version)


def test_the_rest_is_owed_three_days_after_the_first_submission_whatever_is_returned(world):
    plan = submitted(world.shanda, world.li)
    # Thursday noon and no control: three working days, round the Mid-Autumn holiday of 10 to 12 September.
    first = shanghai("2022-09-14 12:00")
    assert plan.rest_due_at == first
    return_plan(plan, by=world.luo, remark="补充平面图")
    with clock.standing_at(shanghai("2022-09-09 12:00")):
        submit_plan(plan, by=world.li)
    assert plan.rest_due_at == first


def test_only_four_things_stop_a_submission(world):
    answers = {
        key: WHOLE[key]
        for key in (
            "principal_name",
            "principal_phone",
            "transfer_name",
            "transfer_phone",
            "safety_check",
            "undertaking",
        )
    }
    assert submitted(world.shanda, world.li, answers).status == "submitted"
    with pytest.raises(Refused, match="尚未填齐或有否决项"):
        submitted(world.qingquan, world.ma, {**WHOLE, "safety_check": "fail"})
    assert not Plan.objects.filter(enterprise=world.qingquan).exists()


def test_what_is_frozen_is_not_what_is_typed_later(world):
    plan = submitted(world.shanda, world.li)
    with pytest.raises(Refused, match="当前为“待属地初审”，不能填写"):
        save_section(plan, "lodging", {"beds": 10}, by=world.li, revision=1)
    section = plan.versions.get().sections.get(key="lodging")
    section.answers["beds"] = 999
    with pytest.raises(IntegrityError, match="answers of a frozen version stand"), transaction.atomic():
        section.save()
    with connection.cursor() as cursor:  # who owns the database can put the guard aside: the digest tells
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE plans_section DISABLE TRIGGER frozen_answers")
    section.save()
    assert not is_intact(plan.versions.get())


def test_luo_types_for_the_firm_and_xu_not_luo_endorses(world):
    plan = submitted(world.shanda, world.luo)
    assert plan.filed_by == world.luo
    with pytest.raises(Refused) as refused:
        endorse_plan(plan, by=world.luo)
    assert refused.value.code == "own_filing"
    with pytest.raises(NotYours):
        endorse_plan(plan, by=world.sun)
    with pytest.raises(NotYours):
        endorse_plan(plan, by=world.gao)  # the officer of another park
    endorse_plan(plan, by=world.xu)
    assert plan.status == "endorsed"


def test_luo_alone_at_night_needs_another_ones_word_not_his_own(world):
    plan = submitted(world.shanda, world.luo)
    with pytest.raises(Refused):
        endorse_plan(plan, by=world.luo, approver=world.luo, basis="本人同意")
    deed = endorse_plan(plan, by=world.luo, approver=world.xu, basis="许平 9月8日 22:10 电话同意")
    assert deed.approver == world.xu and plan.status == "endorsed"


def test_returned_with_a_remark_it_is_mended_in_version_two(world):
    plan = submitted(world.shanda, world.li, {**WHOLE, "beds": 172})
    with pytest.raises(Refused, match="须写明意见"):
        return_plan(plan, by=world.luo, remark=" ")
    return_plan(plan, by=world.luo, remark="床位少于闭环人数14张。")
    first, second = plan.versions.all()
    assert (plan.status, second.number, second.frozen_at) == ("returned", 2, None)
    lodging = second.sections.get(key="lodging")
    assert lodging.answers["beds"] == 172
    answers = {**lodging.answers, "beds": 190}
    save_section(plan, "lodging", answers, by=world.li, revision=lodging.revision)
    submit_plan(plan, by=world.li)
    assert first.sections.get(key="lodging").answers["beds"] == 172 and is_intact(first)
    assert plan.beds == 190 and plan.versions.last().sha256 != first.sha256


def test_the_district_files_and_the_older_plan_gives_way_in_the_same_deed(world):
    old = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    new = submitted(world.shanda, world.li, {**WHOLE, "people_inside": 158})
    endorse_plan(new, by=world.luo)
    old.refresh_from_db()
    assert old.status == "filed"  # in force until the new one is on file
    checked(new, by=world.sun)
    deed = file_plan(new, by=world.sun)
    old.refresh_from_db()
    assert (old.status, new.status, deed.count) == ("superseded", "filed", 2)
    assert {step.deed for step in (old.steps.last(), new.steps.last())} == {deed}
    assert deed.unit == world.hejiang


def test_a_white_list_firms_plan_goes_through_the_district_to_the_city(world):
    [entry] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from="2022-09-01")
    with_entry = shanghai("2022-09-08 11:00")
    record_entries(
        [world.qingquan],
        by=world.chen,
        level="provincial",
        category="key_industry",
        effective_from="2022-08-29",
        document="川工信〔2022〕第1号",
        occurred_at=with_entry,
    )
    plan, plain = submitted(world.qingquan, world.ma), submitted(world.shanda, world.li)
    assert plan.needs_city and not plain.needs_city  # nominated is not listed
    endorse_plan(plan, by=world.zhou)
    with pytest.raises(Refused, match="先由区县同意"):
        file_plan(plan, by=world.chen)
    with pytest.raises(NotYours):
        file_plan(plan, by=world.sun)
    with pytest.raises(Refused, match="联合核查尚未完成"):
        agree_plan(plan, by=world.sun)
    checked(plan, by=world.sun)
    agree_plan(plan, by=world.sun)
    with pytest.raises(Refused, match="待市级备案"):
        agree_plan(plan, by=world.qian)
    file_plan(plan, by=world.chen)
    assert plan.status == "filed"
    list_entry(entry, by=world.chen)


def test_a_return_makes_the_district_agree_anew(world):
    record_entries(
        [world.shanda],
        by=world.chen,
        level="provincial",
        category="key_industry",
        effective_from="2022-08-29",
        document="川工信〔2022〕第1号",
        occurred_at=shanghai("2022-09-08 11:00"),
    )
    plan = submitted(world.shanda, world.li)
    endorse_plan(plan, by=world.luo)
    checked(plan, by=world.sun)
    agree_plan(plan, by=world.sun)
    return_plan(plan, by=world.chen, remark="补充隔离房")
    submit_plan(plan, by=world.li)
    endorse_plan(plan, by=world.luo)
    with pytest.raises(Refused, match="先由区县同意"):
        file_plan(plan, by=world.chen)


def test_a_parks_plan_is_typed_by_its_committee(world):
    plan = submitted(world.port, world.luo, PARK)
    assert (plan.kind, plan.park, plan.people_inside) == ("park", world.port, 3000)
    endorse_plan(plan, by=world.xu)
    checked(plan, by=world.sun)
    file_plan(plan, by=world.sun)
    with pytest.raises(NotYours):
        start_plan(world.port, by=world.gao)


def test_a_second_open_plan_and_strangers_are_refused(world):
    start_plan(world.shanda, by=world.li)
    with pytest.raises(Refused, match="已有一份方案在填写或审核中"):
        start_plan(world.shanda, by=world.luo)
    with pytest.raises(NotYours):
        start_plan(world.qingquan, by=world.li)
    with pytest.raises(NotYours):
        start_plan(world.longfei, by=world.luo)


def test_two_people_saving_one_section_do_not_overwrite_one_another(world):
    plan = start_plan(world.shanda, by=world.li)
    save_section(plan, "lodging", {"beds": 190}, by=world.luo, revision=0)
    save_section(plan, "stock", {"trucks_per_day": 12}, by=world.li, revision=0)
    with pytest.raises(SavedMeanwhile, match="“食宿可保”已由罗林于9月8日 12:00保存") as clash:
        save_section(plan, "lodging", {"beds": 172}, by=world.li, revision=0)
    assert clash.value.clashes[0].section.answers == {"beds": 190}
    assert plan.versions.get().sections.get(key="lodging").answers == {"beds": 190}
    save_section(plan, "lodging", {"beds": 190}, by=world.li, revision=0)  # the same answer is no quarrel


def test_withdrawn_and_refused_plans_make_room_for_another(world):
    plan = submitted(world.shanda, world.li)
    withdraw_plan(plan, by=world.li)
    again = submitted(world.shanda, world.li)
    with pytest.raises(Refused):
        withdraw_plan(plan, by=world.li)
    endorse_plan(again, by=world.luo)
    with pytest.raises(Refused, match="不能撤回"):
        withdraw_plan(again, by=world.li)
    refuse_plan(again, by=world.sun, remark="不具备条件")
    assert submitted(world.shanda, world.li).status == "submitted"


def test_a_disqualified_firms_plan_is_not_filed(world, noon):
    plan = submitted(world.shanda, world.li)
    endorse_plan(plan, by=world.luo)
    checked(plan, by=world.sun)
    world.shanda.disqualified_at = noon
    world.shanda.save()
    with pytest.raises(Refused, match="取消闭环生产资格"):
        file_plan(plan, by=world.sun)


def test_many_start_forms_with_their_own_times_are_one_deed(world):
    at = [shanghai("2022-09-07 20:00"), shanghai("2022-09-07 21:30")]
    deed, plans = file_start_forms([(world.shanda, WHOLE), (world.port, PARK)], by=world.luo, occurred_at=at)
    assert [plan.steps.last().occurred_at for plan in plans] == at
    assert deed.count == 4 and Deed.objects.filter(verb="submit").count() == 1
    done = endorse_plans(
        Plan.objects.all(),
        by=world.xu,
        occurred_at={plan.pk: moment for plan, moment in zip(plans, at, strict=True)},
    )
    assert done.moved == [plan.pk for plan in plans]
    checked(*plans, by=world.sun)
    assert file_plans(Plan.objects.all(), by=world.sun).moved == done.moved


def test_bulk_filing_names_what_it_leaves(world):
    ready, early = submitted(world.shanda, world.li), submitted(world.qingquan, world.ma)
    endorse_plan(ready, by=world.luo)
    checked(ready, by=world.sun)
    done = file_plans(Plan.objects.all(), by=world.sun)
    assert done.moved == [ready.pk]
    assert done.refused == {early.pk: ("status", "当前为“待属地初审”，不能备案。")}
