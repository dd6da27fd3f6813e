"""A notice ends all earlier passes; each day's signatures are set beside the passes issued."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clock import clock
from notices.models import Notice
from passes.models import Reconciliation, VehiclePass
from passes.reconciling.services import reconcile
from passes.tasks import reconcile_signatures
from passes.voiding.services import preview, void_before
from signing.models import SignatureLog
from signing.services import sign_many
from workflow.errors import Refused

pytestmark = pytest.mark.database

URL = "/passes/void-before/"


def test_all_passes_issued_before_the_notice_in_an_area_end_by_one_deed(world, types, issued, client):
    inside = [issued(plate=f"川E1000{n}") for n in range(3)]
    elsewhere = issued(plate="川E20000", origin=world.r510524, destination=world.r510502)
    notice = clock.now() + timedelta(hours=2)
    with clock.standing_at(notice + timedelta(hours=1)):
        later = issued(plate="川E30000")
        client.force_login(world.chen)
        asked = {
            "before": "2022-09-08T14:00",
            "types": ["city_emergency"],
            "area": "510522",
            "basis": "第9号通告",
        }
        shown = client.post(URL, asked)
        assert "将作废 3 张" in shown.content.decode()
        assert not VehiclePass.objects.filter(status="voided").exists(), "the first press only shows"
        client.post(URL, asked | {"digest": shown.context["shown"].digest})
    voided = VehiclePass.objects.filter(status="voided")
    assert set(voided) == set(inside) and len({one.steps.last().deed_id for one in voided}) == 1
    for one in (elsewhere, later):
        one.refresh_from_db()
        assert one.status == "issued"
    client.force_login(world.sun)
    assert client.post(URL, asked).status_code == 403


def test_what_has_run_out_is_left_in_peace(world, types, issued):
    """Nobody is told that a pass of last month is void."""
    issued()
    with clock.standing_at(clock.now() + timedelta(days=40)):
        running = issued(plate="川E22222", first_day=clock.today(), last_day=clock.today())
        shown = preview(before=clock.now() + timedelta(hours=1), types=[types["city_emergency"]])
    assert shown.keys == [running.pk]


def test_what_changed_since_it_was_shown_is_shown_again(world, types, issued, client):
    issued()
    kinds = {"before": clock.now() + timedelta(hours=1), "types": [types["city_emergency"]]}
    shown = preview(**kinds)
    issued(plate="川E22222")
    with pytest.raises(Refused):
        void_before(by=world.chen, digest=shown.digest, basis="第9号通告", **kinds)
    client.force_login(world.chen)
    body = {"before": "2022-09-08T14:00:00+08:00", "types": ["city_emergency"], "basis": "第9号通告"}
    url = "/api/v1/passes/void-before/"
    told = client.post(url, body, content_type="application/json").json()
    assert len(told["passes"]) == 2 and not told["done"]
    done = client.post(url, body | {"digest": told["digest"]}, content_type="application/json").json()
    assert done["done"] and VehiclePass.objects.filter(status="voided").count() == 2


def test_voiding_takes_as_many_statements_for_two_as_for_nine(world, types, issued):
    def statements(count, start):
        for n in range(count):
            issued(plate=f"川E{start + n}")
        kinds = {"before": clock.now() + timedelta(hours=1), "types": [types["city_emergency"]]}
        digest = preview(**kinds).digest
        with CaptureQueriesContext(connection) as captured:
            void_before(by=world.chen, digest=digest, basis="第9号通告", **kinds)
        return len(captured)

    assert statements(2, 10000) == statements(9, 20000)


def test_a_signature_nobody_decided_on_is_told_to_the_guardian_of_the_keys(world, issued, client):
    made, today = issued(), clock.today()
    found = reconcile(today)
    assert (found.signatures, found.issues, found.unissued, found.unsigned) == (1, 1, 0, 0)
    assert not Notice.objects.filter(user=world.security).exists()
    sign_many({"00000000-0000-0000-0000-000000000000": {1: "x"}}, purpose="pass", deed=None)
    reconcile_signatures()
    reconcile_signatures()
    found = Reconciliation.objects.get(day=today)
    assert (found.signatures, found.issues, found.unissued) == (2, 1, 1)
    assert Notice.objects.filter(user=world.security, kind="passes.Reconciliation").count() == 1, "told once"
    client.force_login(world.security)
    assert "有签名无核发" in client.get("/passes/signatures/").content.decode()
    [told] = Notice.objects.filter(user=world.security)
    assert "签名与核发不符" in told.sentence and client.get(told.get_absolute_url()).status_code == 302
    client.force_login(world.chen)
    assert client.get("/passes/signatures/").status_code == 403
    assert made.code and SignatureLog.objects.count() == 2
