"""A plan's way from the first answer to the file, told by the cast."""

import pytest
from django.db import IntegrityError, connection, transaction

from clock import clock
from plans.fill.services import SavedMeanwhile
from plans.models import Plan
from plans.services import (
    endorse_plan,
    refuse_plan,
    return_plan,
    save_section,
    start_plan,
    submit_plan,
    withdraw_plan,
)
from plans.versions import is_intact
from tests.conftest import shanghai
from workflow.errors import NotYours, Refused

from .forms import WHOLE, submitted

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
