"""The white list over REST."""

import pytest

from whitelist.models import WhitelistEntry
from whitelist.services import list_entry, nominate


@pytest.fixture
def entry(world):
    [entry] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from="2022-09-08")
    return entry


def test_a_verb_is_pressed_once_under_one_key(world, api_of, entry):
    chen = api_of(world.chen)
    url = f"/api/v1/whitelist/{entry.pk}/list/"
    first = chen.post(url, {}, headers={"Idempotency-Key": "a-1"}, format="json")
    assert first.status_code == 200 and first.json()["status"] == "listed"
    again = chen.post(url, {}, headers={"Idempotency-Key": "a-1"}, format="json")
    assert again.status_code == 200 and again.headers["Idempotency-Replayed"] == "true"
    assert entry.steps.count() == 2
    words = {"category": "livelihood", "effective_from": "2022-09-08"}
    [other] = nominate([world.qingquan], by=world.sun, **words)
    taken = chen.post(
        f"/api/v1/whitelist/{other.pk}/list/", {}, headers={"Idempotency-Key": "a-1"}, format="json"
    )
    assert (taken.status_code, taken.json()["code"]) == (409, "idempotency_key_reused")
    third = chen.post(url, {}, format="json")
    assert third.status_code == 409
    assert third.json()["code"] == "status"


def test_who_may_not_is_told_so_and_who_may_not_see_finds_nothing(world, api_of, entry):
    assert api_of(world.sun).post(f"/api/v1/whitelist/{entry.pk}/list/").status_code == 403
    assert api_of(world.zhao).post(f"/api/v1/whitelist/{entry.pk}/list/").status_code == 404


def test_a_read_only_token_reads(world, api_of, entry):
    reader = api_of(world.chen, write=False)
    assert reader.get("/api/v1/whitelist/").json()["count"] == 1
    refused = reader.post(f"/api/v1/whitelist/{entry.pk}/list/")
    assert refused.status_code == 403 and "只能读取" in refused.json()["detail"]


def test_without_a_token_nothing_is_told(client, world):
    response = client.get("/api/v1/whitelist/")
    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/problem+json"


def test_all_errors_of_a_nomination_come_at_once(world, api_of):
    response = api_of(world.sun).post("/api/v1/whitelist/", {"category": "gold"}, format="json")
    assert response.status_code == 400
    fields = {error["field"] for error in response.json()["errors"]}
    assert fields >= {"category", "effective_from", "remark"}


def test_the_list_as_of_a_moment(world, api_of, entry, noon):
    list_entry(entry, by=world.chen)
    reader = api_of(world.chen)
    at = "/api/v1/whitelist/?at="
    assert reader.get(at + "2022-09-08T12:00:00%2B08:00").json()["count"] == 0
    from datetime import timedelta

    from clock import clock

    with clock.standing_at(noon + timedelta(days=1)):
        assert reader.get(at + "2022-09-09T00:00:00%2B08:00").json()["count"] == 1
    assert WhitelistEntry.objects.count() == 1
