"""A plan handed in is endorsed, agreed to and filed: by whom, and in which order."""

import pytest

from plans.models import Plan
from plans.services import (
    agree_plan,
    endorse_plan,
    endorse_plans,
    file_plan,
    file_plans,
    file_start_forms,
    return_plan,
    start_plan,
    submit_plan,
)
from tests.conftest import shanghai
from whitelist.services import list_entry, nominate, record_entries
from workflow.errors import NotYours, Refused
from workflow.models import Deed

from .forms import PARK, WHOLE, checked, filed, submitted

pytestmark = pytest.mark.database


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
