"""补录: what was issued on paper is entered as it was, in whatever order the papers are found."""

from datetime import date

import pytest
from django.utils import timezone

from passes import services
from passes.apply.entering import enter_paper_passes
from passes.issue import undoing
from passes.models import VehiclePass
from tests.conftest import shanghai

pytestmark = pytest.mark.database

PAPER = {"basis": "停机期间纸质核发"}


def spans(made):
    """[(status, since when)] of a pass, oldest first."""
    return [
        (step.target, f"{timezone.localtime(step.occurred_at):%H:%M}") for step in made.steps.order_by("pk")
    ]


def test_a_paper_found_after_a_later_pass_was_issued_gave_way_to_it(world, application, issued):
    """Paper at 9:30; the portal is back and issues at noon; the paper is found after that."""
    online = issued()
    paper = services.enter_paper_pass(
        by=world.chen, occurred_at=shanghai("2022-09-08 09:30"), **PAPER, **application(number="纸1号")
    )
    online.refresh_from_db()
    assert (online.status, paper.status) == ("issued", "superseded")
    assert spans(paper) == [("issued", "09:30"), ("superseded", "12:00")]
    assert paper.slot == online.slot, "a third paper between the two finds it"


def test_papers_of_one_plate_in_one_sheet_displace_each_other_by_their_times(world, application):
    rows = [application(number=f"纸{n}号") for n in range(3)]
    times = [shanghai(f"2022-09-08 {hour}:00") for hour in ("11", "09", "10")]
    last, first, second = enter_paper_passes(rows, by=world.chen, occurred_at=times, **PAPER)
    assert spans(VehiclePass.objects.get(pk=first.pk)) == [("issued", "09:00"), ("superseded", "10:00")]
    assert spans(VehiclePass.objects.get(pk=second.pk)) == [("issued", "10:00"), ("superseded", "11:00")]
    assert spans(last) == [("issued", "11:00")]


def test_a_later_pass_that_was_revoked_had_displaced_the_paper_all_the_same(world, application, issued):
    online = issued()
    services.revoke_pass(online, by=world.chen, remark="错发", basis="口头")
    at = shanghai("2022-09-08 09:30")
    paper = services.enter_paper_pass(by=world.chen, occurred_at=at, **PAPER, **application(number="纸1号"))
    assert paper.status == "superseded"


def test_one_that_was_taken_back_within_its_minute_displaced_nothing(world, application, recommended):
    slip = recommended()
    services.issue_pass_undoably(slip, by=world.chen)
    undoing.undo_issue(slip, by=world.chen)
    at = shanghai("2022-09-08 09:30")
    paper = services.enter_paper_pass(by=world.chen, occurred_at=at, **PAPER, **application(number="纸1号"))
    assert paper.status == "issued"


def test_another_week_or_route_is_no_clash(world, application, issued):
    issued(first_day=date(2022, 9, 12))
    issued(destination=world.r510504)
    at = shanghai("2022-09-08 09:30")
    paper = services.enter_paper_pass(
        by=world.chen, occurred_at=at, **PAPER, **application(number="纸1号", last_day=date(2022, 9, 11))
    )
    assert paper.status == "issued" and VehiclePass.objects.filter(status="superseded").count() == 0
