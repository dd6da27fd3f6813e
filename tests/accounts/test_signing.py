"""At the door: who comes in, who does not, and who is told what."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import throttling
from accounts.models import SignIn, Throttle, User


def test_li_signs_in_by_name_and_goes_where_she_was_going(world, signs_in):
    answer = signs_in("li", next="/whitelist/?q=1")
    assert (answer.status_code, answer.url) == (302, "/whitelist/?q=1")
    assert SignIn.objects.get().outcome == "ok"


def test_nobody_is_sent_to_another_site(world, signs_in):
    assert signs_in("li", next="https://elsewhere.example/").url == "/"


def test_li_signs_in_by_telephone_unless_two_share_it(world, signs_in, client):
    User.objects.filter(username="li").update(phone="13900000001")
    assert signs_in("13900000001").status_code == 302
    client.post("/sign-out/")
    User.objects.filter(username="ma").update(phone="13900000001")
    assert signs_in("13900000001").status_code == 400


def test_a_wrong_password_and_a_name_nobody_has_are_answered_alike(world, signs_in):
    wrong, nobody = signs_in("li", "wrong"), signs_in("nobody", "wrong")
    assert wrong.status_code == nobody.status_code == 400
    assert wrong.context["form"].errors == nobody.context["form"].errors
    assert "用户名或密码不对" in wrong.content.decode()


def test_after_five_failures_the_right_password_waits_fifteen_minutes(world, signs_in):
    for _time in range(5):
        assert signs_in("li", "wrong").status_code == 400
    answer = signs_in("li")
    assert answer.status_code == 429
    assert "已暂停登录" in answer.content.decode() and "15分钟" in answer.content.decode()
    assert SignIn.objects.filter(outcome="throttled").count() == 1
    past = timezone.now() - timedelta(minutes=16)  # noqa: TID251  doors open by real time
    Throttle.objects.update(until=past, last_at=past)
    assert signs_in("li").status_code == 302


def test_a_right_password_starts_the_count_anew(world, signs_in, client):
    for _round in range(3):
        for _time in range(4):
            signs_in("li", "wrong")
        assert signs_in("li").status_code == 302
        client.post("/sign-out/")


def test_trying_by_telephone_counts_on_the_same_account(world, signs_in):
    User.objects.filter(username="li").update(phone="13900000001")
    for typed in ["li", "13900000001", "LI", "li", "13900000001"]:
        signs_in(typed, "wrong")
    assert signs_in("li").status_code == 429


def test_one_address_cannot_try_everybody(world, signs_in):
    for number in range(throttling.PER_ADDRESS):
        signs_in(f"someone{number}", "wrong")
    assert signs_in("li").status_code == 429


def test_the_county_opens_the_door_again(world, signs_in, client):
    for _time in range(6):
        signs_in("ma", "wrong")
    client.force_login(world.sun)
    page = client.get(f"/people/{world.ma.pk}/")
    assert "暂停登录至" in page.content.decode()
    assert client.post(page.request["PATH_INFO"], {"verb": "lift"}).status_code == 302
    client.post("/sign-out/")
    assert signs_in("ma").status_code == 302


def test_change_of_person_keeps_the_page(world, client, signs_in):
    client.force_login(world.li)
    answer = client.post("/sign-out/", {"next": "/whitelist/"})
    assert answer.url == "/sign-in/?next=%2Fwhitelist%2F"
    assert "_auth_user_id" not in client.session


def test_whoever_left_is_out_at_once(world, client, signs_in):
    client.force_login(world.li)
    User.objects.filter(pk=world.li.pk).update(left_at=timezone.now())  # noqa: TID251
    assert client.get("/").url.startswith("/sign-in/")
    assert signs_in("li").status_code == 400


@pytest.mark.django_db(transaction=True)
def test_of_forty_guesses_at_once_five_are_looked_at(world, monkeypatch):
    looked, barrier = [], Barrier(40)
    monkeypatch.setattr(throttling, "PER_ADDRESS", 1000)
    monkeypatch.setattr(User, "check_password", lambda user, raw: looked.append(raw) or False)
    answers = []

    def guess(number):
        browser = Client()
        barrier.wait()
        answers.append(browser.post("/sign-in/", {"username": "li", "password": f"g{number}"}).status_code)
        connection.close()

    threads = [Thread(target=guess, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [400] * 5 + [429] * 35
    assert len(looked) == 5


def test_where_only_a_part_was_asked_for_the_whole_page_goes_to_the_sign_in_and_back(world, client):
    asked = {
        "HX-Request": "true",
        "HX-Target": "listing",
        "HX-Current-URL": "http://testserver/plans/?status=filed",
    }
    answer = client.get("/plans/?status=filed&cursor=abc", headers=asked)
    assert answer.status_code == 204 and not answer.content
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=%2Fplans%2F%3Fstatus%3Dfiled"
