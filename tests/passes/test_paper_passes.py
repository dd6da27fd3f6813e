"""Passes issued on paper, entered afterwards."""

from datetime import date

import pytest

from clock import clock
from passes import services
from passes.models import VehiclePass
from tests.conftest import shanghai
from workflow.errors import Refused

pytestmark = pytest.mark.database

S = VehiclePass.Status


@pytest.fixture
def paper(application, types):
    def make(**changes):
        return (
            application(
                type=types["province_emergency"],
                number="510500000017",
                first_day=date(2022, 9, 1),
                last_day=date(2022, 9, 30),
            )
            | changes
        )

    return make


def test_he_enters_a_paper_pass_of_last_week(world, paper):
    made = services.enter_paper_pass(
        by=world.he, basis="川运通〔2022〕3号", occurred_at=shanghai("2022-09-01 21:49"), **paper()
    )
    assert (made.status, made.channel, made.number) == (S.ISSUED, "offline", "510500000017")
    assert made.issued_at == shanghai("2022-09-01 21:49")


@pytest.mark.parametrize("number", ["", "51050000001", "5105000000177", "A10500000017"])
def test_a_provincial_number_has_twelve_digits(world, paper, number):
    with pytest.raises(Refused) as refused:
        services.enter_paper_pass(by=world.he, basis="x", occurred_at=clock.now(), **paper(number=number))
    assert refused.value.code == "number"


def test_a_number_is_entered_once(world, paper):
    services.enter_paper_pass(by=world.he, basis="x", occurred_at=clock.now(), **paper())
    with pytest.raises(Refused, match="此证件编号已登记"):
        services.enter_paper_pass(by=world.he, basis="x", occurred_at=clock.now(), **paper(plate="川E54321"))
