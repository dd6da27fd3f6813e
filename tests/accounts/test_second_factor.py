"""The second factor: set up, asked for, lost, required."""

import re

import pytest
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import RecoveryCode, User
from tests.cast import PASSWORD


def code_of(user):
    return f"{totp(TOTPDevice.objects.get(user=user).bin_key):06d}"


@pytest.fixture
def enrolled(world, client):
    """Chen, with a device and ten recovery codes; signed out again."""
    client.force_login(world.chen)
    client.get("/account/second-factor/")
    page = client.post("/account/second-factor/", {"code": code_of(world.chen)})
    codes = re.findall(r'<code class="lb-code">(\w{5}-\w{5})</code>', page.content.decode())
    assert len(codes) == 10
    client.post("/sign-out/")
    TOTPDevice.objects.update(last_t=-1)  # the test's next code may be of the same half minute
    return codes


def test_setting_up_shows_a_picture_and_a_key(world, client):
    client.force_login(world.chen)
    page = client.get("/account/second-factor/").content.decode()
    assert "data:image/svg+xml" in page and re.search(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", page)
    assert client.post("/account/second-factor/", {"code": "000000"}).status_code == 400
    assert User.objects.get(username="chen").second_factor_since is None


def test_a_right_password_alone_opens_nothing(world, client, signs_in, enrolled):
    assert signs_in("chen", next="/whitelist/").url == "/whitelist/"
    for url in ["/", "/whitelist/", "/account/", "/password/", "/account/second-factor/"]:
        assert client.get(url).url.startswith("/account/second-factor/verify/"), url
    assert client.get("/api/v1/me/").json()["code"] == "second_factor_needed"
    done = client.post("/account/second-factor/verify/", {"code": code_of(world.chen), "next": "/whitelist/"})
    assert done.url == "/whitelist/" and client.get("/whitelist/").status_code == 200


def test_a_code_counts_once(world, client, signs_in, enrolled):
    code = code_of(world.chen)
    signs_in("chen")
    assert client.post("/account/second-factor/verify/", {"code": code}).status_code == 302
    client.post("/sign-out/")
    signs_in("chen")
    assert client.post("/account/second-factor/verify/", {"code": code}).status_code == 400


def test_a_recovery_code_stands_in_once(world, client, signs_in, enrolled):
    assert enrolled[0] not in str(list(RecoveryCode.objects.values()))
    signs_in("chen")
    assert client.post("/account/second-factor/verify/", {"code": enrolled[0].upper()}).status_code == 302
    client.post("/sign-out/")
    signs_in("chen")
    assert client.post("/account/second-factor/verify/", {"code": enrolled[0]}).status_code == 400
    assert client.post("/account/second-factor/verify/", {"code": enrolled[1]}).status_code == 302


def test_codes_are_not_guessed(world, client, signs_in, enrolled):
    signs_in("chen")
    for _time in range(5):
        client.post("/account/second-factor/verify/", {"code": "000001"})
        client.post("/sign-out/")
        signs_in("chen")  # the right password does not start the count of codes anew
    answer = client.post("/account/second-factor/verify/", {"code": code_of(world.chen)})
    assert "暂停登录" in answer.content.decode()
    assert client.get("/").status_code == 302


def test_the_security_administrator_takes_it_off_and_nobody_else(world, client, signs_in, enrolled):
    url = f"/people/{world.chen.pk}/"
    for who in (world.system, world.auditadmin, world.lin):
        client.force_login(who)
        assert client.post(url, {"verb": "factor"}).status_code == 403
    client.force_login(world.security)
    assert client.post(url, {"verb": "factor"}).status_code == 302
    client.post("/sign-out/")
    signs_in("chen")
    assert client.get("/").status_code == 200
    assert not TOTPDevice.objects.exists() and not RecoveryCode.objects.exists()


def test_where_it_is_required_nothing_else_opens_before(world, client, settings, api_of):
    settings.SECOND_FACTOR = "required"
    client.force_login(world.li)
    for url in ["/", "/whitelist/", "/tokens/", "/account/", "/people/"]:
        assert client.get(url).url.startswith("/account/second-factor/"), url
    assert client.get("/account/second-factor/").status_code == 200
    assert client.get("/api/v1/me/").status_code == 403
    assert api_of(world.li).get("/api/v1/me/").status_code == 200, "a token is no session"
    assert client.post("/account/second-factor/", {"code": code_of(world.li)}).status_code == 200
    assert client.get("/whitelist/").status_code == 200
    assert client.post("/account/second-factor/", {"unlock_password": PASSWORD}).status_code == 200
    assert User.objects.get(username="li").second_factor_since, "it cannot be taken off by oneself"


def test_where_it_is_off_nobody_is_asked(world, client, signs_in, settings, enrolled):
    settings.SECOND_FACTOR = "off"
    signs_in("chen")
    assert client.get("/").status_code == 200
    assert client.get("/account/second-factor/").status_code == 404


def test_an_older_session_is_asked_too(world, client):
    other = Client()
    other.force_login(world.chen)
    client.force_login(world.chen)
    client.get("/account/second-factor/")
    client.post("/account/second-factor/", {"code": code_of(world.chen)})
    assert client.get("/").status_code == 200
    assert other.get("/").url.startswith("/account/second-factor/verify/")
