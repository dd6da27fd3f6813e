"""Plans begun and handed in for many firms: from the last plan, from the park's template, from nothing."""

import pytest

from enterprises.models import Enterprise
from gathering.models import ParkTemplate
from gathering.parks import save_template
from gathering.starting import start_many, submit_many
from plans.models import Plan, Section
from plans.services import start_plan, start_plans, withdraw_plan
from tests.plans.forms import WHOLE, filed, submitted
from workflow.errors import NotYours

from .stories import more_firms

TEMPLATE = {"gates_total": 2, "gates_kept": 1, "transfer_name": "许平", "transfer_phone": "13900000004"}


def of(*firms):
    return Enterprise.objects.filter(pk__in=[firm.pk for firm in firms])


def answers(plan):
    found = {}
    for section in Section.objects.filter(version__plan=plan, version__frozen_at=None):
        found |= section.answers
    return found


def test_from_the_last_plan_all_but_what_is_said_anew_is_copied(world):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    done = start_many(of(world.shanda), by=world.luo, source="last")
    copied = answers(done.begun[0])
    assert (copied["beds"], copied["principal_name"]) == (190, "赵建国")
    assert not {"undertaking", "safety_check", "planned_from", "planned_until"} & set(copied)
    assert Plan.objects.get(status="draft").defects == 2


def test_a_withdrawn_plan_is_no_last_plan(world):
    withdraw_plan(submitted(world.shanda, world.li), by=world.li)
    done = start_many(of(world.shanda), by=world.luo, source="last")
    assert done.refused[world.shanda.pk][0] == "no_last_plan" and done.deed is None


def test_from_the_parks_template_new_drafts_begin_and_standing_ones_are_filled_up(world):
    save_template(world.port, TEMPLATE, by=world.luo)
    other = more_firms(world, 1)[0]
    start_plans([(other, {"gates_total": 9})], by=world.luo)
    done = start_many(of(world.shanda, other), by=world.luo, source="template")
    assert answers(done.begun[0]) == TEMPLATE
    assert answers(Plan.objects.get(enterprise=other)) == {**TEMPLATE, "gates_total": 9}
    again = start_many(of(world.shanda, other), by=world.luo, source="template")
    assert (again.begun, again.filled) == ([], set())


def test_a_template_is_kept_as_versions_by_the_committee_alone(world):
    for who in (world.gao, world.zhou, world.sun, world.li, world.chen):
        with pytest.raises(NotYours):
            save_template(world.port, TEMPLATE, by=who)
    save_template(world.port, TEMPLATE, by=world.luo)
    save_template(world.port, TEMPLATE, by=world.xu)
    save_template(world.port, {**TEMPLATE, "gates_total": 4}, by=world.xu)
    versions = ParkTemplate.objects.order_by("pk")
    assert [(one.answers["gates_total"], one.superseded_at is None) for one in versions] == [
        (2, False),
        (4, True),
    ]


def test_who_has_an_open_plan_or_another_officer_is_left_with_a_reason(world):
    start_plan(world.shanda, by=world.li)
    done = start_many(of(world.shanda, world.qingquan), by=world.luo, source="blank")
    assert {key: why[0] for key, why in done.refused.items()} == {
        world.shanda.pk: "has_draft",
        world.qingquan.pk: "forbidden",
    }


def test_the_complete_are_handed_in_and_of_the_others_is_told_what_is_missing(world):
    one, two = more_firms(world, 2)
    start_plans([(one, WHOLE), (two, {**WHOLE, "transfer_phone": None})], by=world.luo)
    done = submit_many(of(one, two, world.shanda), by=world.luo)
    assert done.moved == [one.pk]
    assert done.refused[two.pk][0] == "incomplete" and done.refused[two.pk][2] == ["转运联络电话"]
    assert done.refused[world.shanda.pk][0] == "no_draft"
    assert Plan.objects.get(enterprise=one).status == "submitted"


@pytest.mark.parametrize("count", [3, 100])
def test_a_hundred_drafts_cost_what_three_cost(world, django_assert_max_num_queries, count):
    save_template(world.port, TEMPLATE, by=world.luo)
    firms = more_firms(world, count)
    with django_assert_max_num_queries(45):
        assert len(start_many(of(*firms), by=world.luo, source="template").begun) == count
    with django_assert_max_num_queries(45):
        assert len(submit_many(of(*firms), by=world.luo).refused) == count
