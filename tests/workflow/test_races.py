"""Two at once on one white-list entry, and one Idempotency-Key sent twice at the same moment: one deed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import close_old_connections, connection
from rest_framework.test import APIClient

from accounts.tokens import create_token
from enterprises.models import Enterprise
from passes.models import VehiclePass
from passes.types import ensure_pass_types
from whitelist.models import WhitelistEntry
from whitelist.services import list_entry, nominate, refuse_entry
from workflow.errors import Refused
from workflow.models import Deed

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = pytest.mark.parametrize("_time", range(3))


@pytest.fixture
def world(transactional_db):
    from tests.cast import build_world

    return build_world(standing=Enterprise.objects.exists())


@pytest.fixture
def entry(world):
    [entry] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from="2022-09-08")
    return entry


def at_once(*acts):
    """What each act returned or refused, all begun together, each on its own connection."""
    start = Barrier(len(acts))

    def run(act):
        close_old_connections()
        start.wait(30)
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def posted_twice(user, url, answers):
    """The answers to one POST sent twice at the same moment under one key."""
    _token, key = create_token(user, name="twice", write=True)

    def post():
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Token {key}", HTTP_IDEMPOTENCY_KEY="one-press")
        return client.post(url, answers, format="json")

    return at_once(post, post)


def told(answers):
    """(status, replayed) of each, the first done first."""
    return sorted((one.status_code, one.headers.get("Idempotency-Replayed", "")) for one in answers)


@TIMES
def test_two_officers_decide_one_entry_and_one_step_is_made(world, entry, _time):
    mine, theirs = (WhitelistEntry.objects.get(pk=entry.pk) for _copy in range(2))
    results = at_once(
        lambda: list_entry(mine, by=world.chen),
        lambda: refuse_entry(theirs, by=world.lin, remark="不符合条件"),
    )
    [refused] = [one for one in results if isinstance(one, Refused)]
    assert refused.code == "status"
    assert entry.steps.count() == 2
    entry.refresh_from_db()
    assert entry.steps.last().target == entry.status


@TIMES
def test_a_verb_sent_twice_at_once_is_one_deed(world, entry, _time):
    answers = posted_twice(world.chen, f"/api/v1/whitelist/{entry.pk}/list/", {})
    assert told(answers) == [(200, ""), (200, "true")], [one.content for one in answers]
    assert Deed.objects.filter(verb="list").count() == 1 and entry.steps.count() == 2


@TIMES
def test_a_nomination_sent_twice_at_once_is_one_entry(world, _time):
    given = {
        "enterprise": world.shanda.credit_code,
        "category": "livelihood",
        "effective_from": "2022-09-08",
        "remark": "保供",
    }
    answers = posted_twice(world.sun, "/api/v1/whitelist/", given)
    assert told(answers) == [(200, "true"), (201, "")], [one.content for one in answers]
    assert WhitelistEntry.objects.count() == 1


@TIMES
def test_a_paper_pass_entered_twice_at_once_is_one_pass(world, _time):
    units = {"city_emergency": world.bureau}
    units |= dict.fromkeys(("province_emergency", "national_goods"), world.transport_group)
    kind = ensure_pass_types(units)["province_emergency"]
    given = {
        "type": kind.code,
        "enterprise": world.shanda.credit_code,
        "plate": "川E·12345",
        "plate_colour": "yellow",
        "driver_name": "赵师傅",
        "driver_phone": "13900000001",
        "goods_category": "raw_materials",
        "goods_name": "钢材",
        "weight_t": "12.5",
        "origin": "510522",
        "destination": "510504",
        "first_day": str(date(2022, 9, 8)),
        "last_day": str(date(2022, 9, 14)),
        "number": "510500000001",
        "occurred_at": "2022-09-08T10:00:00+08:00",
        "basis": "第9号通告",
    }
    answers = posted_twice(world.he, "/api/v1/passes/enter/", given)
    assert told(answers) == [(200, "true"), (201, "")], [one.content for one in answers]
    assert VehiclePass.objects.count() == 1
    assert Deed.objects.filter(verb="enter").count() == 1
