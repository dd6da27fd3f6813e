"""Keys: who makes them, several accepted at once, a leaked one never again, every signature logged."""

import base64

import pytest

from clock import clock
from passes.issue.claims import PURPOSE, read_claims
from signing import keeping
from signing.envelope import Fault, to_text
from signing.models import SignatureLog, SigningKey
from signing.services import current_key, make_key, read_text, retire_key, sign_many, withdraw_key
from tests.conftest import shanghai
from workflow.errors import NotYours, Refused

from .vectors import CLAIMS, SEED


def signed(number=1):
    return sign_many({f"uid-{place}": {**CLAIMS, 6: place} for place in range(number)}, purpose=PURPOSE)


def plate_of(data):
    return read_claims(read_text(to_text(data), purpose=PURPOSE).claims).plate


def test_a_signature_is_read_and_logged_whatever_the_number_in_as_many_statements(
    world, django_assert_num_queries
):
    current_key()
    for number in (1, 300):
        with django_assert_num_queries(2):
            codes = signed(number)
    assert plate_of(codes["uid-7"]) == "川E12345"
    assert SignatureLog.objects.filter(purpose=PURPOSE).count() == 300, "the same bytes are one signature"


def test_a_new_key_signs_and_the_old_one_is_still_accepted(world):
    [old] = signed().values()
    first = current_key()
    second = make_key(by=world.security)
    [new] = signed().values()
    assert current_key() == second and plate_of(old) == plate_of(new) == "川E12345"
    retire_key(first, by=world.security, accepted_until=shanghai("2022-09-10 00:00"))
    assert plate_of(old)
    with clock.standing_at(shanghai("2022-09-10 00:00")), pytest.raises(Fault, match="unknown_key"):
        plate_of(old)


def test_a_leaked_key_is_accepted_never_again_and_its_private_half_is_gone(world):
    [code] = signed().values()
    key = current_key()
    withdraw_key(key, by=world.security, why="备份外泄")
    with pytest.raises(Fault, match="unknown_key"):
        plate_of(code)
    key.refresh_from_db()
    assert key.private_key == "" and current_key() != key


def test_the_signing_key_cannot_be_retired_and_a_withdrawal_says_why(world):
    key = make_key(by=world.security)
    with pytest.raises(Refused, match="仍在签名"):
        retire_key(key, by=world.security, accepted_until=clock.now())
    with pytest.raises(Refused, match="写明原因"):
        withdraw_key(key, by=world.security, why=" ")


@pytest.mark.parametrize("person", ["chen", "system", "auditadmin", "li"])
def test_nobody_but_the_security_administrator_makes_keys(world, client, person):
    with pytest.raises(NotYours):
        make_key(by=world.people[person])
    client.force_login(world.people[person])
    answer = client.post("/signing-keys/", {"verb": "make"})
    assert answer.status_code == 403 or not SigningKey.objects.exists()


def test_private_keys_are_not_readable_at_rest(world):
    key = make_key(by=None)
    private = keeping.private_of(key)
    row = SigningKey.objects.filter(pk=key.pk).values().get()
    assert private.hex() not in str(row) and base64.b64encode(private).decode() not in str(row)


def test_a_key_from_the_environment_signs_and_is_kept_nowhere(world, settings):
    settings.SIGNING_KEYS = [base64.urlsafe_b64encode(SEED).decode()]
    keeping.from_environment.cache_clear()
    try:
        key = current_key()
        [code] = signed().values()
        assert key.private_key == "" and key.kid == "56475aa75463474c" and plate_of(code)
    finally:
        keeping.from_environment.cache_clear()


def test_a_leaked_key_of_the_environment_signs_never_again(world, settings):
    settings.SIGNING_KEYS, settings.PRODUCTION = [base64.urlsafe_b64encode(SEED).decode()], True
    keeping.from_environment.cache_clear()
    try:
        withdraw_key(current_key(), by=world.security, why="泄露")
        with pytest.raises(Refused, match="安全管理员"):
            signed()
        assert SigningKey.objects.get().withdrawn_at
    finally:
        keeping.from_environment.cache_clear()


def test_a_production_portal_without_a_key_says_what_to_do(world, settings):
    settings.PRODUCTION = True
    with pytest.raises(Refused, match="安全管理员"):
        signed()


def test_the_security_administrator_makes_retires_and_withdraws_on_the_page(world, client):
    client.force_login(world.security)
    client.post("/signing-keys/", {"verb": "make"})
    first = SigningKey.objects.get()
    client.post("/signing-keys/", {"verb": "make"})
    client.post("/signing-keys/", {"verb": "retire", "key": first.kid, "accepted_until": "2022-10-01T00:00"})
    first.refresh_from_db()
    assert first.accepted_until == shanghai("2022-10-01 00:00")
    page = client.post(
        "/signing-keys/", {"verb": "withdraw", "key": first.kid, "why": "泄露"}, follow=True
    ).content.decode()
    assert "已作废" in page and "泄露" in page


def test_anybody_reads_the_public_keys_and_asks_again_cheaply(world, client):
    key = make_key(by=None)
    answer = client.get("/api/v1/keys/")
    [public] = answer.json()["keys"]
    assert public["kid"] == key.kid and public["alg"] == -8 and "private" not in answer.content.decode()
    assert client.get("/api/v1/keys/", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
