"""Passwords changed, forgotten, given by those above."""

import re

import pytest
from django.core import mail

from accounts.models import User
from tests.cast import PASSWORD

NEW = "江水-long-enough-7"


def test_li_changes_her_password_and_her_other_sessions_end(world, client, signs_in):
    from django.test import Client

    other = Client()
    other.force_login(world.li)
    client.force_login(world.li)
    answers = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert client.post("/password/", answers).url == "/"
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").url.startswith("/sign-in/")
    client.post("/sign-out/")
    assert signs_in("li", NEW).status_code == 302


@pytest.mark.parametrize("password", ["short-1", "12345678901234", PASSWORD])
def test_a_poor_password_is_refused_in_words(world, client, password):
    client.force_login(world.li)
    answers = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    answer = client.post("/password/", answers)
    assert answer.status_code == 400 and answer.context["form"].errors


def test_a_first_password_leads_to_its_change_and_nowhere_else(world, client, signs_in):
    User.objects.filter(username="li").update(must_change_password=True)
    assert signs_in("li").status_code == 302
    for url in ["/", "/whitelist/", "/account/", "/tokens/"]:
        assert client.get(url).url.startswith("/password/"), url
    refused = client.get("/api/v1/me/")
    assert (refused.status_code, refused.json()["code"]) == (403, "password_change_needed")
    answers = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert client.post("/password/?next=/whitelist/", answers).url == "/whitelist/"
    assert client.get("/whitelist/").status_code == 200


def test_a_forgotten_password_is_set_anew_by_mail(world, client, signs_in):
    User.objects.filter(username="li").update(email="li@shanda.example")
    answer = client.post("/password/forgotten/", {"email": "li"})
    assert answer.url == "/password/forgotten/sent/"
    assert client.get(answer.url).status_code == 200
    [letter] = mail.outbox
    assert letter.to == ["li@shanda.example"] and "李静" in letter.body
    page = client.get(re.search(r"http://[^/]+(/password/new/\S+)", letter.body)[1], follow=True)
    done = client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert client.get(done.url).status_code == 200
    assert signs_in("li", NEW).status_code == 302
    client.post("/sign-out/")
    again = client.get(re.search(r"http://[^/]+(/password/new/\S+)", letter.body)[1], follow=True)
    assert "链接已失效" in again.content.decode()


def test_whoever_is_not_there_is_answered_the_same(world, client):
    User.objects.filter(username="li").update(email="li@shanda.example")
    there, nobody = (client.post("/password/forgotten/", {"email": who}) for who in ("li", "nobody"))
    assert (there.status_code, there.url) == (nobody.status_code, nobody.url)
    assert len(mail.outbox) == 1


def test_sun_resets_ma_and_the_slip_is_shown_once(world, client, signs_in):
    client.force_login(world.sun)
    answer = client.post(f"/people/{world.ma.pk}/", {"verb": "reset"})
    assert answer.url == "/people/slips/"
    kept = str(dict(client.session))
    page = client.get(answer.url).content.decode()
    password = re.search(r"<b>([a-z0-9-]{14})</b>", page)[1]
    assert password not in kept
    assert password not in client.get(answer.url).content.decode()
    client.post("/sign-out/")
    assert signs_in("ma").status_code == 400
    assert signs_in("ma", password).status_code == 302
    assert client.get("/").url == "/password/"


def test_contacts_are_corrected_with_the_password_only(world, client):
    client.force_login(world.li)
    refused = client.post("/account/", {"phone": "13900000001", "password": "wrong"})
    assert refused.status_code == 400 and "13900000001" in refused.content.decode()
    assert client.post("/account/", {"phone": "13900000001", "password": PASSWORD}).status_code == 302
    assert User.objects.get(username="li").phone == "13900000001"
