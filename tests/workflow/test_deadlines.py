"""By when: round the clock under control, by Chinese working days otherwise (10–12 September 2022 were off)."""

from datetime import date

import pytest

from clock import clock
from tests.conftest import shanghai
from workflow.deadlines import due, is_working_day
from workflow.policies import policy, policy_of_regions
from workflow.versions import record_facts

pytestmark = pytest.mark.database


@pytest.mark.parametrize(
    ("start", "hours", "running", "end"),
    [
        ("2022-09-09 15:00", 24, True, "2022-09-10 15:00"),
        ("2022-09-09 15:00", 24, False, "2022-09-13 15:00"),  # over the Mid-Autumn holiday
        (
            "2022-09-09 22:40",
            24,
            False,
            "2022-09-14 09:00",
        ),  # came in at night: counts from Tuesday's opening
        ("2022-09-08 15:00", 12, False, "2022-09-09 09:00"),  # would end at three in the night
        ("2022-09-07 07:30", 24, False, "2022-09-08 09:00"),
        ("2022-09-30 10:00", 24, False, "2022-10-08 10:00"),  # National Day; Saturday 8 October was worked
    ],
)
def test_a_deadline(start, hours, running, end):
    assert due(shanghai(start), hours, running=running) == shanghai(end)


def test_beyond_the_published_calendar_monday_to_friday():
    assert is_working_day(date(2099, 9, 8)) and not is_working_day(date(2099, 9, 6))


def test_a_policy_holds_from_its_moment_and_its_region_goes_before_all(world):
    key = "plan.review_hours"
    assert policy(key) == 24 and policy("nobody.decided", default=7) == 7
    rows = [
        {"key": key, "region_id": None, "value": 12, "since": shanghai("2022-09-08 00:00")},
        {"key": key, "region_id": world.r510522.pk, "value": 6, "since": shanghai("2022-09-08 08:00")},
    ]
    from workflow.models import Policy

    record_facts(Policy, rows, by=world.chen)
    assert policy(key, region=world.r510522) == 6 and policy(key, region=world.r510504) == 12
    assert policy(key, at=shanghai("2022-09-07 12:00")) == 24
    assert policy_of_regions(key, clock.now())(None) == 12
