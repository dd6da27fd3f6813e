"""What somebody may try who holds a link that is not theirs."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Throttle
from clock import clock
from gathering import services
from gathering.masking import LinkFilter
from gathering.models import CollectionLink
from gathering.opening import COOKIE, PER_ADDRESS

from .stories import ENDING, address, made, opened, sent


def test_five_wrong_endings_close_a_link_for_good_also_for_the_right_one(world):
    link = made(world.shanda, world.luo)
    thief = Client()
    for place in range(5):
        answer = thief.post(address(link), {"ending": f"111{place}"})
    assert answer.status_code == 410
    assert thief.post(address(link), {"ending": ENDING}).status_code == 410
    link.refresh_from_db()
    assert link.is_closed and not link.is_usable


def test_a_right_ending_is_not_counted_and_takes_no_wrong_one_back(world):
    link = made(world.shanda, world.luo)
    Client().post(address(link), {"ending": "1111"})
    opened(link)
    opened(link)
    link.refresh_from_db()
    assert link.wrong == 1


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_forty_endings_tried_at_once_five_are_looked_at(world):
    link = made(world.shanda, world.luo)
    url = address(link)

    def tried(place):
        try:
            phone = Client(REMOTE_ADDR=f"198.51.100.{place}")
            return phone.post(url, {"ending": f"{place + 1:04}"}).status_code
        finally:
            connection.close()

    with clock.standing_at(clock.now()), ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(tried, range(40)))
    link.refresh_from_db()
    assert link.wrong == 5
    assert answers.count(403) == 4  # the fifth is looked at, too, and then told that the link is closed
    assert Client().post(url, {"ending": ENDING}).status_code == 410


def test_an_address_that_tries_many_links_is_shut_out_for_a_while(world):
    links = [made(world.shanda, world.luo), made(world.qingquan, world.zhou)]
    for _place in range(PER_ADDRESS):
        Client().post(address(links[0]), {"ending": "1111"})
        CollectionLink.objects.update(wrong=0)
    answer = Client().post(address(links[1]), {"ending": ENDING})
    assert answer.status_code == 429 and Throttle.objects.filter(key__startswith="link:").exists()


def test_an_expired_and_a_revoked_link_open_no_more(world):
    link = made(world.shanda, world.luo)
    phone = opened(link)
    services.revoke_link(link, by=world.luo)
    for client in (phone, Client()):
        assert client.get(address(link)).status_code == 410
        assert client.post(address(link), {"ending": ENDING}).status_code == 410
    later = made(world.shanda, world.luo)
    with clock.standing_at(later.expires_at + timedelta(seconds=1)):
        assert Client().post(address(later), {"ending": ENDING}).status_code == 410


def test_what_opened_one_link_opens_no_other(world):
    phone = opened(made(world.shanda, world.luo))
    other = made(world.qingquan, world.zhou)
    value = phone.cookies[COOKIE].value
    stranger = Client()
    stranger.cookies[COOKIE] = value
    page = stranger.get(address(other)).content.decode()
    assert "清泉" not in page and "后四位" in page
    assert stranger.post(address(other), {"beds": "1", "send": "1"}).status_code == 200
    assert not other.incoming.exists()


def test_a_mark_made_up_opens_nothing(world):
    link = made(world.shanda, world.luo)
    stranger = Client()
    stranger.cookies[COOKIE] = link.digest
    assert "山达" not in stranger.get(address(link)).content.decode()


def test_a_changed_phone_asks_for_its_own_ending(world):
    link = made(world.shanda, world.luo)
    phone = opened(link)
    world.shanda.contact_phone = "13900001234"
    world.shanda.save()
    assert "山达" not in phone.get(address(link)).content.decode()
    assert phone.post(address(link), {"ending": ENDING}).status_code == 403
    assert phone.post(address(link), {"ending": "1234"}).status_code == 302


def test_replaying_a_sending_after_acceptance_changes_nothing(world):
    link = sent(world.shanda, world.luo)
    phone = opened(link)
    services.accept_link(link, by=world.luo)
    phone.post(address(link), {"beds": "1", "send": "1"})
    assert link.incoming.count() == 1 and link.incoming.get().answers["beds"] == 190


def test_a_token_that_was_never_made_is_not_found(world):
    assert Client().get("/c/" + "x" * 43 + "/").status_code == 404


def test_a_link_opens_no_page_of_the_portal(world):
    phone = opened(made(world.shanda, world.luo))
    for url in (
        "/",
        "/links/",
        "/gathering/",
        f"/enterprises/{world.shanda.credit_code}/",
        "/api/v1/missing/",
    ):
        assert phone.get(url).status_code in {302, 401}, url


def test_a_forged_form_is_turned_away(world):
    link = made(world.shanda, world.luo)
    phone = Client(enforce_csrf_checks=True)
    assert phone.post(address(link), {"ending": ENDING}).status_code == 403
    assert not CollectionLink.objects.get().opened_at


def test_the_log_does_not_hold_the_token(world, settings):
    said = logging.LogRecord("x", 30, "", 1, "Gone: %s", (address(made(world.shanda, world.luo)),), None)
    assert LinkFilter().filter(said) and said.getMessage() == "Gone: /c/…/"
    assert "links" in settings.LOGGING["handlers"]["console"]["filters"]
