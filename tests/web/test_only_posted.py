"""Addresses that only buttons send to, when the session ended at the press or somebody opens them."""

import pytest

from tests.cast import PASSWORD

ONLY_POSTED = ["/passes/decide/", "/gathering/many/", "/links/many/", "/passes/pack/"]


@pytest.mark.parametrize("address", ONLY_POSTED)
def test_opened_by_chen_it_says_so_on_a_page_with_the_way_back(world, client, address):
    client.force_login(world.chen)
    answer = client.get(address)

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    said = answer.content.decode()
    assert "这个地址只接受提交" in said
    assert "lb-nav" in said
    assert "回到“" in said


def test_the_way_back_is_the_list_the_button_stands_on(world, client):
    client.force_login(world.chen)
    assert '<a class="btn btn-primary" href="/links/">' in client.get("/links/many/").content.decode()


def test_a_program_that_asks_wrongly_is_answered_as_before(world, client):
    client.force_login(world.chen)
    answer = client.put("/api/v1/plans/")
    assert answer.status_code == 405
    assert answer["Content-Type"].startswith("application/problem+json")


def test_when_the_session_ended_as_chen_pressed_the_sign_in_leads_back_to_the_desk(world, client):
    pressed = client.post(
        "/passes/decide/", {"verb": "issue"}, headers={"referer": "http://testserver/passes/desk/?q=1"}
    )
    assert pressed.url == "/sign-in/?next=%2Fpasses%2Fdesk%2F%3Fq%3D1"

    signed_in = client.post(pressed.url, {"username": "chen", "password": PASSWORD})
    assert signed_in.url == "/passes/desk/?q=1"


def test_a_page_elsewhere_that_sends_a_form_here_is_not_gone_back_to(client):
    pressed = client.post("/passes/decide/", headers={"referer": "https://elsewhere.example/trap/"})
    assert pressed.url == "/sign-in/"


def test_an_address_opened_without_a_sign_in_is_gone_on_to_as_before(client):
    assert client.get("/passes/?q=1").url == "/sign-in/?next=%2Fpasses%2F%3Fq%3D1"
