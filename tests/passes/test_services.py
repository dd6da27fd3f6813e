"""A pass from application to issue, by the people whose part it is."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clock import clock
from passes import bulk, services
from passes.issue import numbers
from passes.models import VehiclePass
from tests.conftest import shanghai
from workflow.errors import NotYours, Refused

pytestmark = pytest.mark.database

S = VehiclePass.Status


def test_li_applies_sun_accepts_ren_recommends_chen_issues(world, issued):
    made = issued()
    assert made.status == S.ISSUED and made.plate == "川E12345"
    assert made.number.startswith("22-000001-") and numbers.is_minted(made.number)
    assert made.validity.lower == shanghai("2022-09-08 00:00")
    assert made.valid_until == shanghai("2022-09-15 00:00")
    assert made.issued_at == clock.now() and made.due_at is None
    assert [step.target for step in made.steps.all()] == ["submitted", "accepted", "recommended", "issued"]
    assert VehiclePass.objects.valid_at(shanghai("2022-09-14 23:59")).exists()
    assert not VehiclePass.objects.valid_at(shanghai("2022-09-15 00:00")).exists()


def test_the_promise_runs_round_the_clock_under_control(world, application, under_control):
    under_control(world.r510522)
    made = services.apply_for_pass(by=world.li, **application())
    assert made.due_at == shanghai("2022-09-08 20:00")
    elsewhere = services.apply_for_pass(by=world.hu, **application(enterprise=world.longfei))
    assert elsewhere.due_at == shanghai("2022-09-09 09:00"), "by working days where nothing is controlled"


def test_the_promise_stops_when_returned_and_starts_anew(world, application, under_control):
    under_control(world.r510500)
    made = services.apply_for_pass(by=world.li, **application())
    services.return_pass(made, by=world.sun, remark="请补充线路")
    assert made.due_at is None
    services.edit_pass(made, by=world.li, **application(route="G93"))
    with clock.standing_at(shanghai("2022-09-08 14:00")):
        services.submit_pass(made, by=world.li)
    assert made.due_at == shanghai("2022-09-08 22:00")
    assert made.route == "G93" and made.status == S.SUBMITTED


def test_a_draft_is_kept_and_handed_in_later(world, application):
    made = services.apply_for_pass(by=world.li, draft=True, **application())
    assert made.status == S.DRAFT and made.due_at is None
    services.submit_pass(made, by=world.li)
    assert made.status == S.SUBMITTED and made.due_at


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"plate": "川E1234挂"}, "plate"),
        ({"plate": "川EFA5690", "plate_colour": "blue"}, "plate_colour"),
        ({"first_day": date(2022, 9, 7), "last_day": date(2022, 9, 9)}, "past_start"),
        ({"last_day": date(2022, 9, 15)}, "too_long"),
        ({"last_day": date(2022, 9, 1), "first_day": date(2022, 9, 9)}, "ends_before_start"),
    ],
)
def test_what_may_not_be_handed_in(world, application, changes, code):
    with pytest.raises(Refused) as refused:
        services.apply_for_pass(by=world.li, **application(**changes))
    assert refused.value.code == code
    assert not VehiclePass.objects.exists()


def test_nobody_handles_what_they_filed(world, application, types):
    made = services.apply_for_pass(by=world.luo, **application())
    assert made.filed_by == world.luo
    with pytest.raises(NotYours):
        services.accept_pass(made, by=world.luo)


def test_only_the_issuing_unit_issues(world, recommended):
    made = recommended()
    with pytest.raises(NotYours):
        services.issue_pass(made, by=world.he)
    services.issue_pass(made, by=world.lin)
    assert made.status == S.ISSUED


def test_zhao_of_another_county_may_not_accept(world, application):
    made = services.apply_for_pass(by=world.li, **application())
    with pytest.raises(NotYours):
        services.accept_pass(made, by=world.zhao)


def test_a_later_pass_of_the_slot_displaces_the_older(world, issued, recommended):
    old = issued()
    new = recommended(first_day=date(2022, 9, 10), last_day=date(2022, 9, 16))
    deed = services.issue_pass(new, by=world.lin)
    old.refresh_from_db()
    assert (old.status, new.status) == (S.SUPERSEDED, S.ISSUED)
    assert old.steps.last().deed == deed and deed.count == 2


def test_another_route_or_a_later_week_displaces_nothing(world, issued):
    old = issued()
    issued(destination=world.r510504)
    issued(first_day=date(2022, 9, 15), last_day=date(2022, 9, 20))
    old.refresh_from_db()
    assert old.status == S.ISSUED


def test_one_press_issues_passes_of_one_slot_in_turn(world, recommended):
    first, second = recommended(), recommended()
    done = bulk.issue_passes(VehiclePass.objects.all(), by=world.chen)
    first.refresh_from_db()
    second.refresh_from_db()
    assert done.moved == [first.pk, second.pk]
    assert (first.status, second.status) == (S.SUPERSEDED, S.ISSUED)
    assert [first.number[:9], second.number[:9]] == ["22-000001", "22-000002"]


def test_a_pass_whose_days_are_over_is_not_issued(world, recommended):
    made = recommended(last_day=date(2022, 9, 9))
    with clock.standing_at(shanghai("2022-09-10 09:00")), pytest.raises(Refused, match="有效期已过"):
        services.issue_pass(made, by=world.chen)


def test_a_disqualified_firm_neither_applies_nor_is_issued(world, application, recommended):
    made = recommended()
    world.shanda.disqualified_at = clock.now()
    world.shanda.save()
    with pytest.raises(Refused, match="取消闭环生产资格"):
        services.issue_pass(made, by=world.chen)
    with pytest.raises(Refused, match="取消闭环生产资格"):
        services.apply_for_pass(by=world.li, **application())


def test_suspended_reinstated_revoked(world, issued):
    made = issued()
    services.suspend_pass(made, by=world.he, remark="核查")
    services.reinstate_pass(made, by=world.he, remark="核查无误")
    services.revoke_pass(made, by=world.he, remark="材料不实", basis="陈局长9月8日电话指示")
    assert made.status == S.REVOKED and made.number


def test_a_batch_costs_the_same_whatever_its_size(world, application):
    def statements(prefix, number):
        rows = [application(plate=f"川E{prefix}{place:03}") for place in range(number)]
        with CaptureQueriesContext(connection) as made:
            filed = bulk.apply_in_bulk(rows, by=world.li)
        batch = VehiclePass.objects.filter(pk__in=[one.pk for one in filed])
        at = {one.pk: clock.now() for one in filed}
        with CaptureQueriesContext(connection) as decided:
            bulk.accept_passes(batch, by=world.sun, occurred_at=at)
            bulk.recommend_passes(batch, by=world.ren, occurred_at=at)
            assert len(bulk.issue_passes(batch, by=world.chen, occurred_at=at).moved) == number
        return len(made), len(decided)

    statements("0A", 1)  # appointments are read once
    assert statements("1A", 2) == statements("2A", 200)
    assert sorted(VehiclePass.objects.values_list("number", flat=True))[-1].startswith("22-000203-")
