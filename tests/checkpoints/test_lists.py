"""The signed list: numbered, whole or what has changed, with the time signed for the very question."""

from datetime import timedelta

import pytest

from clock import clock
from passes import services
from passes.roadside.outcomes import verdict_of
from signing.envelope import to_text
from signing.models import SignatureLog
from tests.conftest import shanghai

from .stories import a_check, asked, body_of, opened, send, told_time

PLATE, UID, STATUS = 0, 1, 8


def test_a_list_tells_plates_and_nobodys_name(world, post, phone_at, issued, client):
    made = issued()
    _device, head = phone_at(post)
    answer = asked(client, head)
    version, number, since, ages, places, [entry] = body_of(answer)
    assert (version, since, ages) == (1, 0, [15, 240, 1440]) and answer["ETag"] == f'"{number}"'
    assert entry[PLATE] == "川E12345" and entry[UID] == made.uid.bytes and entry[STATUS] == "issued"
    assert places == {
        "510522": "合江县",
        "510522.en": "Hejiang",
        "510502": "江阳区",
        "510502.en": "Jiangyang",
    }
    for personal in ("赵师傅", "13900000001", "山达", "李静"):
        assert personal.encode() not in answer.content
    claims = opened(answer.content)
    assert claims[4] - clock.now().timestamp() >= 24 * 3600, "signed for longer than a phone trusts it"


def test_a_list_tells_hours_and_that_a_pass_is_for_one_trip(world, post, phone_at, issued, client):
    issued(hours_from=360, hours_until=1320, validity_kind="trip")
    _device, head = phone_at(post)
    [entry] = body_of(asked(client, head))[5]
    assert entry[4] == [360, 1320] and entry[11] == "trip"


def test_what_has_not_changed_is_not_sent_again_but_the_time_is(world, post, phone_at, issued, client, noon):
    issued()
    device, head = phone_at(post)
    number = body_of(asked(client, head))[1]
    with clock.standing_at(noon + timedelta(minutes=7)):
        again = asked(client, head, number, HTTP_IF_NONE_MATCH=f'"{number}"')
        assert again.status_code == 304 and not again.content
        told = told_time(again)
        assert told[6] == int((noon + timedelta(minutes=7)).timestamp())
        assert told[-70004][1:] == [number, bytes(range(12))]
    device.refresh_from_db()
    assert device.list_number == number and device.synced_at == noon + timedelta(minutes=7)


def test_a_revocation_comes_as_a_change(world, post, phone_at, issued, client):
    first, other = issued(), issued(plate="川E54321")
    _device, head = phone_at(post)
    number = body_of(asked(client, head))[1]
    services.revoke_pass(first, by=world.chen, remark="转借", basis="第9号")
    _version, newer, since, _ages, _places, entries = body_of(asked(client, head, number))
    assert newer > number == since
    assert [(entry[PLATE], entry[STATUS]) for entry in entries] == [("川E12345", "revoked")]
    whole = body_of(asked(client, head))[5]
    assert {entry[PLATE] for entry in whole} == {first.plate, other.plate}


def test_what_is_revoked_is_refused_by_every_way_in(world, post, phone_at, issued, client):
    """The public page by link and by code, the list, and the server's word on a record; the phone: test_browser."""
    made = issued()
    made.refresh_from_db()
    ways = (f"/v/{made.uid}/", f"/V/{to_text(bytes(made.code))}")
    assert all('class="answer is-valid"' in client.get(way).content.decode() for way in ways)
    services.revoke_pass(made, by=world.chen, remark="转借", basis="第9号")
    assert all('class="answer is-void"' in client.get(way).content.decode() for way in ways)
    _device, head = phone_at(post)
    assert [entry[STATUS] for entry in body_of(asked(client, head))[5]] == ["revoked"]
    assert list(send(client, head, [a_check()]).json()["known"].values()) == ["revoked"]


def test_an_unknown_number_brings_the_whole_list(world, post, phone_at, issued, client):
    issued()
    _device, head = phone_at(post)
    assert body_of(asked(client, head, 987654))[2] == 0


def test_a_lists_signature_is_logged_once_an_hour(world, post, phone_at, issued, client):
    issued()
    _device, head = phone_at(post)
    before = SignatureLog.objects.filter(purpose="list").count()
    for _turn in range(3):
        asked(client, head)
    assert SignatureLog.objects.filter(purpose="list").count() == before + 1


def test_statements_do_not_grow_with_the_list(
    world, post, phone_at, issued, client, django_assert_max_num_queries
):
    for number in range(5):
        issued(plate=f"川E1000{number}")
    _device, head = phone_at(post)
    asked(client, head)
    with django_assert_max_num_queries(9):
        asked(client, head)


@pytest.mark.parametrize(("question", "code"), [("since=x&nonce=AAECAwQFBgcICQoL", 400), ("nonce=AA", 400)])
def test_a_question_without_a_nonce_has_no_answer(world, post, phone_at, client, question, code):
    _device, head = phone_at(post)
    assert client.get(f"/api/v1/checkpoint/list/?{question}", **head).status_code == code


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        ("2022-09-07 23:59", "not_yet"),
        ("2022-09-08 12:00", "valid"),
        ("2022-09-08 03:00", "outside_hours"),
        ("2022-09-15 00:00", "expired"),
    ],
)
def test_dates_and_hours_are_read_at_the_roadside(issued, at, verdict):
    made = issued()
    made.hours_from, made.hours_until = 360, 1320
    assert verdict_of(made, shanghai(at)) == verdict
