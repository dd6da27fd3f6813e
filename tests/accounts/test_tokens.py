"""Keys for programs: shown once, kept as a digest, dead when they should be."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import ApiToken
from accounts.services import close_account
from accounts.tokens import create_token


def bearer(key):
    made = APIClient()
    made.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    return made


def test_a_key_is_shown_once_and_not_kept(world, client):
    client.force_login(world.chen)
    page = client.post("/tokens/", {"name": "报表", "days": "30"})
    [token], key = ApiToken.objects.all(), page.context["key"]
    assert page.status_code == 201 and key in page.content.decode()
    assert key not in str(token.__dict__) and token.digest != key
    assert key not in client.get("/tokens/").content.decode()
    assert not token.write and bearer(key).get("/api/v1/me/").json()["username"] == "chen"


def test_the_command_prints_a_key_that_works(world):
    out = StringIO()
    call_command("create_token", "chen", name="cron", write=True, stdout=out)
    me = bearer(out.getvalue().strip()).get("/api/v1/me/").json()
    assert me["token"]["write"] is True
    with pytest.raises(CommandError, match="Nobody in office"):
        call_command("create_token", "nobody", name="cron")


def test_an_expired_and_a_revoked_key_are_dead(world, client):
    token, key = create_token(world.chen, name="old")
    assert bearer(key).get("/api/v1/me/").status_code == 200
    past = timezone.now() - timedelta(seconds=1)  # noqa: TID251
    ApiToken.objects.update(expires_at=past)
    answer = bearer(key).get("/api/v1/me/")
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_token")
    token, key = create_token(world.chen, name="new")
    client.force_login(world.security)
    assert client.post(f"/tokens/{token.pk}/revoke/").status_code == 302
    assert bearer(key).get("/api/v1/me/").status_code == 401


def test_nobody_revokes_a_stranger_s_key(world, client):
    token, _key = create_token(world.chen, name="new")
    client.force_login(world.lin)
    assert client.post(f"/tokens/{token.pk}/revoke/").status_code == 404


def test_a_read_only_key_does_not_write(world, api_of):
    assert api_of(world.sun).post("/api/v1/whitelist/", {}, format="json").status_code == 403


def test_a_leaver_s_key_dies_with_the_account(world, api_of):
    ma = api_of(world.ma)
    close_account(world.ma, by=world.sun)
    assert ma.get("/api/v1/me/").status_code == 401


def test_last_use_is_told(world, api_of):
    api_of(world.chen).get("/api/v1/me/")
    assert ApiToken.objects.get().last_used_at


def test_the_list_of_all_keys_is_the_security_administrator_s(world, client):
    create_token(world.chen, name="报表取数")
    for person, status in [(world.security, 200), (world.system, 403), (world.chen, 403)]:
        client.force_login(person)
        assert client.get("/tokens/all/").status_code == status
