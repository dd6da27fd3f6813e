"""Two officers at one pass, two passes for one slot, a firm disqualified while its pass is issued."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import close_old_connections, connection, transaction
from django.test import Client

from clock import clock
from enterprises.models import Enterprise
from passes import bulk, services
from passes.models import Serial, VehiclePass
from passes.roadside import asking
from workflow.errors import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def at_once(*acts):
    """What each act returned or refused, all begun together, each on its own connection."""
    start = Barrier(len(acts))

    def run(act):
        close_old_connections()
        start.wait()
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def fresh(record):
    return VehiclePass.objects.get(pk=record.pk)


@pytest.mark.parametrize("_time", range(3))
def test_chen_and_lin_issue_one_pass_at_once_and_one_number_is_spent(world, recommended, _time):
    made = recommended()
    results = at_once(
        lambda: services.issue_pass(fresh(made), by=world.chen),
        lambda: services.issue_pass(fresh(made), by=world.lin),
    )
    [refused] = [one for one in results if isinstance(one, Refused)]
    assert refused.code == "status"
    assert made.steps.filter(target="issued").count() == 1
    assert Serial.objects.get().last == 1
    assert fresh(made).number.startswith("22-000001-")


@pytest.mark.parametrize("_time", range(3))
def test_two_passes_of_one_slot_at_once_leave_one_in_force(world, recommended, _time):
    first, second = recommended(), recommended()
    results = at_once(
        lambda: services.issue_pass(fresh(first), by=world.chen),
        lambda: services.issue_pass(fresh(second), by=world.lin),
    )
    assert not [one for one in results if isinstance(one, Refused)], results
    assert sorted([fresh(first).status, fresh(second).status]) == ["issued", "superseded"]


@pytest.mark.parametrize("_time", range(3))
def test_two_provincial_passes_of_one_plate_at_once_leave_one_in_force(world, recommended, types, _time):
    kind = types["province_emergency"]
    first, second = recommended(type=kind), recommended(type=kind, destination=world.r510504)
    results = at_once(
        lambda: services.issue_pass(fresh(first), by=world.he, number="510500000001"),
        lambda: services.issue_pass(fresh(second), by=world.he, number="510500000002"),
    )
    assert not [one for one in results if isinstance(one, Refused)], results
    assert sorted([fresh(first).status, fresh(second).status]) == ["issued", "superseded"]


@pytest.mark.parametrize("_time", range(3))
def test_a_firm_disqualified_while_its_pass_is_issued_never_keeps_both(world, recommended, _time):
    made = recommended()

    def disqualify():
        with transaction.atomic():
            firm = Enterprise.objects.select_for_update().get(pk=world.shanda.pk)
            firm.disqualified_at = clock.now()
            firm.save()
            live = VehiclePass.objects.filter(enterprise=firm, status="issued")
            bulk.suspend_passes(live, by=world.chen, remark="取消闭环生产资格")

    at_once(lambda: services.issue_pass(fresh(made), by=world.lin), disqualify)
    assert Enterprise.objects.get(pk=world.shanda.pk).is_disqualified
    assert fresh(made).status in {"recommended", "suspended"}


def test_four_issue_forty_and_no_number_is_missing(world, recommended):
    every = [recommended(plate=f"川E1{place:04}").pk for place in range(40)]

    def issue(part):
        return lambda: bulk.issue_passes(VehiclePass.objects.filter(pk__in=part), by=world.chen)

    at_once(*(issue(every[place::4]) for place in range(4)))
    numbers = sorted(VehiclePass.objects.values_list("number", flat=True))
    assert [number[3:9] for number in numbers] == [f"{serial:06}" for serial in range(1, 41)]


def test_forty_guesses_at_once_are_not_forty_looked_up(db, client_of_many, monkeypatch):
    monkeypatch.setattr(asking, "LIMIT", 10)
    kinds = at_once(*[client_of_many] * 40)
    assert kinds.count("none") == 10 and kinds.count("later") == 30


@pytest.fixture
def client_of_many():
    def guess():
        answer = Client().post("/verify/", {"number": "22-000001-59", "plate": "9999"})
        return re.search(r'class="answer is-(\w+)"', answer.content.decode())[1]

    return guess
