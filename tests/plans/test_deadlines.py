"""By when a review is owed: round the clock under control, by Chinese working days otherwise, also when control
comes or goes while a case waits. Mid-Autumn 2022: Saturday 10 to Monday 12 September were no working days."""

import pytest

from clock import clock
from periods.services import correct_term, end_period
from plans.due import restate_deadlines
from plans.models import Plan
from plans.services import endorse_plan, file_plan_unchecked, return_plan, submit_plan
from tests.conftest import shanghai
from workflow.deadlines import due_over

from .forms import checked, submitted
from .under_control import controlled

pytestmark = pytest.mark.database
FRIDAY = "2022-09-09 10:00"


def test_without_control_the_holiday_does_not_count(world):
    with clock.standing_at(shanghai(FRIDAY)):
        plan = submitted(world.shanda, world.li)
    assert plan.due_at == shanghai("2022-09-13 10:00")


def test_under_control_it_does(world):
    with clock.standing_at(shanghai(FRIDAY)):
        controlled(world, since=shanghai("2022-09-09 08:00"))
        plan = submitted(world.shanda, world.li)
        assert plan.due_at == shanghai("2022-09-10 10:00")
    with clock.standing_at(shanghai("2022-09-10 23:00")):
        endorse_plan(plan, by=world.luo)
        assert plan.due_at == shanghai("2022-09-11 23:00")


def test_a_period_that_opens_while_it_waits_brings_the_deadline_forward(world):
    with clock.standing_at(shanghai(FRIDAY)):
        plan = submitted(world.shanda, world.li)
    with clock.standing_at(shanghai("2022-09-11 20:00")):
        # 14 hours of Friday counted; from Sunday 20:00 every hour does.
        controlled(world, since=shanghai("2022-09-11 22:00"))
        assert restate_deadlines() == 1
        assert restate_deadlines() == 0  # it may run twice
    plan.refresh_from_db()
    assert plan.due_at == shanghai("2022-09-12 08:00")


def test_a_period_that_ends_while_it_waits_gives_the_holiday_back(world):
    with clock.standing_at(shanghai(FRIDAY)):
        [period] = controlled(world, since=shanghai("2022-09-09 08:00"))
        plan = submitted(world.shanda, world.li)
    with clock.standing_at(shanghai("2022-09-09 22:00")):
        end_period(period, by=world.chen)
        assert restate_deadlines() == 1
    plan.refresh_from_db()
    # Twelve hours were counted, two more of Friday's are; the other ten on Tuesday from midnight on.
    assert plan.due_at == shanghai("2022-09-13 10:00")


def test_a_notice_transcribed_wrongly_and_corrected_moves_the_deadline_with_it(world):
    with clock.standing_at(shanghai(FRIDAY)):
        [period] = controlled(world, since=shanghai("2022-09-09 08:00"))
        plan = submitted(world.shanda, world.li)
        correct_term(period, by=world.chen, since=shanghai("2022-09-12 08:00"), basis="录入有误")
        restate_deadlines()
    plan.refresh_from_db()
    assert plan.due_at == shanghai("2022-09-12 18:00")  # 14 hours of Friday, 10 from Monday 08:00


def test_only_the_place_of_the_case_counts_and_not_what_is_decided(world):
    with clock.standing_at(shanghai(FRIDAY)):
        mine, theirs = submitted(world.shanda, world.li), submitted(world.longfei, world.hu)
        done = submitted(world.qingquan, world.ma)
        return_plan(done, by=world.zhou, remark="补充床位")
        controlled(world, since=shanghai("2022-09-09 11:00"))
        assert restate_deadlines() == 1
    for plan in (mine, theirs, done):
        plan.refresh_from_db()
    assert mine.due_at == shanghai("2022-09-10 10:00") and theirs.due_at == shanghai("2022-09-13 10:00")
    assert done.due_at is None


def test_a_returned_plan_waits_for_its_applicant_and_then_has_the_whole_term(world):
    with clock.standing_at(shanghai("2022-09-13 10:00")):
        plan = submitted(world.shanda, world.li)
    with clock.standing_at(shanghai("2022-09-13 16:00")):
        return_plan(plan, by=world.luo, remark="补充床位")
        assert plan.due_at is None and plan.paused_since == shanghai("2022-09-13 16:00")
        assert not Plan.objects.overdue(shanghai("2022-10-01 10:00")).exists()
    with clock.standing_at(shanghai("2022-09-15 10:00")):
        submit_plan(plan, by=world.li)
        assert (plan.due_at, plan.paused_since) == (shanghai("2022-09-16 10:00"), None)


def test_the_owed_joint_check_follows_too(world):
    with clock.standing_at(shanghai(FRIDAY)):
        [period] = controlled(world, since=shanghai("2022-09-09 08:00"))
        plan = submitted(world.shanda, world.li)
        endorse_plan(plan, by=world.luo)
        file_plan_unchecked(plan, by=world.sun)
        assert plan.joint_check_due_at == shanghai("2022-09-11 10:00")
    with clock.standing_at(shanghai("2022-09-10 10:00")):
        end_period(period, by=world.chen)
        assert restate_deadlines() == 1
        plan.refresh_from_db()
        assert plan.joint_check_due_at == plan.due_at == shanghai("2022-09-14 09:00")
        checked(plan, by=world.sun)
        assert restate_deadlines() == 0 and plan.due_at is None


@pytest.mark.parametrize(
    ("start", "hours", "spells", "due"),
    [
        ("2022-09-09 10:00", 24, [], "2022-09-13 10:00"),
        ("2022-09-09 10:00", 24, [("2022-09-01 00:00", None)], "2022-09-10 10:00"),
        ("2022-09-09 10:00", 4, [("2022-09-09 12:00", None)], "2022-09-09 14:00"),
        (
            "2022-09-09 17:00",
            2,
            [("2022-09-10 12:00", None)],
            "2022-09-10 12:00",
        ),  # spent before control began
        ("2022-09-09 10:00", 24, [("2022-09-01 00:00", "2022-09-05 00:00")], "2022-09-13 10:00"),
        (
            "2022-09-09 10:00",
            24,
            [("2022-09-09 10:00", "2022-09-09 20:00"), ("2022-09-12 00:00", None)],
            "2022-09-12 10:00",
        ),
    ],
)
def test_hours_over_spells_of_control(start, hours, spells, due):
    spells = [(shanghai(since), until and shanghai(until)) for since, until in spells]
    assert due_over(shanghai(start), hours, spells) == shanghai(due)


def test_a_working_saturday_counts(world):
    # 8 October 2022 made up for the National Day holiday.
    with clock.standing_at(shanghai("2022-10-07 10:00")):
        plan = submitted(world.shanda, world.li)
    assert plan.due_at == shanghai("2022-10-09 09:00")
