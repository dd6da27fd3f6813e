"""Away from the desk: the session locks, and what was typed is still there."""

import re
import time
from html import unescape

import pytest

from accounts import gates
from tests.cast import PASSWORD
from whitelist.models import WhitelistEntry


@pytest.fixture
def away(client):
    """Nobody touched the keyboard for so many minutes."""

    def pause(minutes=21):
        session = client.session
        session[gates.SEEN] = int(time.time()) - minutes * 60
        session.save()

    return pause


def kept_in(page):
    return unescape(re.search(r'name="unlock_kept" value="([^"]*)"', page.content.decode())[1])


def test_twenty_minutes_lock_and_the_own_password_unlocks(world, client, away):
    client.force_login(world.sun)
    away(19)
    assert client.get("/whitelist/").status_code == 200
    away(21)
    page = client.get("/whitelist/?q=1")
    assert page.status_code == 423 and "孙禾" in page.content.decode()
    assert client.get("/api/v1/me/").json()["code"] == "session_locked"
    wrong = client.post("/whitelist/?q=1", {"unlock": "1", "unlock_password": "wrong", "unlock_kept": ""})
    assert wrong.status_code == 423 and "密码不对" in wrong.content.decode()
    done = client.post("/whitelist/?q=1", {"unlock": "1", "unlock_password": PASSWORD, "unlock_kept": ""})
    assert done.url == "/whitelist/?q=1"
    assert client.get(done.url).status_code == 200


def test_a_form_sent_too_late_goes_on_with_one_press(world, client, away):
    client.force_login(world.sun)
    away()
    answers = {
        "enterprise": world.shanda.credit_code,
        "category": "livelihood",
        "effective_from": "2022-09-08",
        "remark": "保供企业，产品送医院",
    }
    locked = client.post("/whitelist/nominate/", answers)
    assert locked.status_code == 423 and not WhitelistEntry.objects.exists()
    wrong = client.post(
        "/whitelist/nominate/", {"unlock": "1", "unlock_password": "x", "unlock_kept": kept_in(locked)}
    )
    unlock = {"unlock": "1", "unlock_password": PASSWORD, "unlock_kept": kept_in(wrong)}
    done = client.post("/whitelist/nominate/", unlock)
    assert done.url == f"/whitelist/{WhitelistEntry.objects.get().pk}/"


def test_what_is_kept_is_for_this_person_and_this_page(world, client, away):
    client.force_login(world.sun)
    away()
    kept = kept_in(client.post("/whitelist/nominate/", {"category": "livelihood"}))
    elsewhere = client.post(
        "/whitelist/record/", {"unlock": "1", "unlock_password": PASSWORD, "unlock_kept": kept}
    )
    assert elsewhere.url == "/whitelist/record/", "nothing was carried over"


def test_passwords_are_not_kept(world, client, away):
    from django.core import signing

    from accounts.idle import SALT

    client.force_login(world.sun)
    away()
    kept = kept_in(client.post("/password/", {"old_password": PASSWORD, "new_password1": "x", "note": "y"}))
    assert signing.loads(kept, salt=SALT)[2] == [["note", ["y"]]]


def test_wrong_passwords_at_the_lock_count_as_at_the_door(world, client, away, signs_in):
    client.force_login(world.sun)
    away()
    for _time in range(5):
        client.post("/", {"unlock": "1", "unlock_password": "wrong"})
    page = client.post("/", {"unlock": "1", "unlock_password": PASSWORD})
    assert page.status_code == 423 and "已暂停登录" in page.content.decode()


def test_another_person_may_sign_in_at_the_lock(world, client, away, signs_in):
    client.force_login(world.sun)
    away()
    assert client.post("/sign-out/", {"next": "/whitelist/"}).url == "/sign-in/?next=%2Fwhitelist%2F"
    assert signs_in("chen").status_code == 302
    assert client.get("/").status_code == 200


def test_a_part_of_a_page_asks_for_the_whole(world, client, away):
    client.force_login(world.sun)
    away()
    answer = client.get("/whitelist/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"
