"""What phones send is kept once, for good; where it was made is forgotten after a month."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from checkpoints.forgetting import forget_places
from checkpoints.models import Check, CheckPlace, PlaceTotal, Shift
from clock import clock
from passes import services

from .stories import a_check, send


def test_a_record_keeps_what_the_guard_saw_and_what_the_server_knows(world, post, phone_at, issued, client):
    made = issued()
    _device, head = phone_at(post)
    services.revoke_pass(made, by=world.chen, remark="转借", basis="第9号")
    answer = send(client, head, [a_check(**{"pass": str(made.uid)})]).json()
    kept = Check.objects.get()
    assert (kept.verdict, kept.known, kept.vehicle_pass) == ("valid", "revoked", made)
    assert answer["known"] == {str(kept.uid): "revoked"} and answer["outcomes"] == {str(kept.uid): "taken"}


def test_an_upload_replayed_is_kept_once(world, post, other_post, phone_at, client):
    _device, head = phone_at(post)
    sent = [a_check(), a_check(plate="川E54321", verdict="not_found", action="turn_back")]
    assert set(send(client, head, sent).json()["outcomes"].values()) == {"taken"}
    assert set(send(client, head, [*sent, *sent]).json()["outcomes"].values()) == {"known"}
    _other, elsewhere = phone_at(other_post)
    assert set(send(client, elsewhere, sent).json()["outcomes"].values()) == {"known"}
    assert Check.objects.count() == 2 and set(CheckPlace.objects.values_list("post", flat=True)) == {post.pk}


def test_what_is_no_record_is_refused_alone(world, post, phone_at, client):
    _device, head = phone_at(post)
    wrong = [
        a_check(action="wave"),
        a_check(seen_at="yesterday"),
        a_check(seen_at=float(2**40)),
        a_check(verdict="fine"),
        a_check(list_number=-1),
        a_check(uid="7"),
        {},
        "x",
    ]
    answer = send(client, head, [*wrong, a_check()])
    assert answer.status_code == 200 and Check.objects.count() == 1
    assert list(answer.json()["outcomes"].values()).count("taken") == 1
    assert send(client, head, [a_check()] * 1001).status_code == 413
    address = "/api/v1/checkpoint/records/"
    for body in ("[1]", '{"shifts": [{"officer": "\\u0000"}]}', '{"shifts": [{"officer": "\\ud800"}]}'):
        assert client.post(address, body, content_type="application/json", **head).status_code == 400
    assert Check.objects.count() == 1


def test_a_phone_enrolled_anew_elsewhere_does_not_tell_old_records_of_its_new_post(
    world, post, other_post, phone_at, client
):
    _device, head = phone_at(other_post)
    send(client, head, [a_check(post=post.pk), a_check(post=other_post.pk), a_check()])
    assert Check.objects.count() == 3 and CheckPlace.objects.filter(post=other_post).count() == 2
    assert CheckPlace.objects.count() == 2


def test_a_record_from_the_future_is_dated_by_its_arrival(world, post, phone_at, client, noon):
    _device, head = phone_at(post)
    send(client, head, [a_check(seen_at=noon.timestamp() + 7200)])
    assert Check.objects.get().seen_at == noon


def test_a_thousand_records_take_the_same_statements_as_a_hundred(world, post, phone_at, issued, client):
    issued()
    _device, head = phone_at(post)
    counts = []
    for number in (100, 1000):
        checks = [a_check(plate=f"川E{place:05}") for place in range(number)]
        with CaptureQueriesContext(connection) as captured:
            assert send(client, head, checks).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 9 and Check.objects.count() == 1100


def test_a_shift_begins_once_and_ends_once(world, post, phone_at, client, noon):
    _device, head = phone_at(post)
    shift = {"uid": str(uuid.uuid4()), "officer": "周强", "unit": "交警一大队", "since": noon.timestamp()}
    send(client, head, [a_check(shift=shift["uid"])], [shift])
    send(client, head, [], [shift | {"until": noon.timestamp() + 3600, "officer": "别人"}])
    send(client, head, [], [shift | {"until": noon.timestamp() + 9999}])
    kept = Shift.objects.get()
    assert (kept.officer, kept.until) == ("周强", noon + timedelta(hours=1))
    assert CheckPlace.objects.get().shift == kept


def test_another_phones_shift_is_nobody_elses(world, post, other_post, phone_at, client, noon):
    _device, head = phone_at(post)
    shift = {"uid": str(uuid.uuid4()), "officer": "周强", "since": noon.timestamp()}
    send(client, head, [], [shift])
    _other, elsewhere = phone_at(other_post)
    send(client, elsewhere, [a_check(shift=shift["uid"])], [shift | {"until": noon.timestamp()}])
    assert CheckPlace.objects.get().shift is None and Shift.objects.get().until is None


def test_a_record_is_never_changed(world, post, phone_at, client):
    _device, head = phone_at(post)
    send(client, head, [a_check()])

    def erase():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM checkpoints_check")

    for change in (lambda: Check.objects.update(verdict="expired"), erase):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_after_a_month_the_place_is_forgotten_and_the_totals_stay(world, post, phone_at, client, noon):
    _device, head = phone_at(post)
    send(client, head, [a_check(), a_check(plate="川E54321")])
    assert forget_places() == 0
    with clock.standing_at(noon + timedelta(days=31)):
        late = a_check(plate="川E99999")
        send(client, head, [late])
        assert forget_places() == 3 and forget_places() == 0, "it may run twice"
        send(client, head, [late])
        assert not CheckPlace.objects.exists(), "a replay brings no place back"
    assert Check.objects.count() == 3
    assert PlaceTotal.objects.values_list("post", "verdict", "action", "count").get() == (
        post.pk,
        "valid",
        "pass",
        3,
    )
    client.force_login(world.sun)
    desk = client.get("/api/v1/duty-desk/?day=2022-09-08").json()
    assert desk["total"]["checks"] == 3 and client.get("/api/v1/checks/").json()["count"] == 0
    client.force_login(world.chen)
    assert client.get("/api/v1/checks/").json()["count"] == 3
