"""What goes wrong at the roadside: storage full, two tabs, a list unchanged for a day, a clock set back overnight."""

import pytest
from playwright.sync_api import expect

from checkpoints.models import Check

from .phone import DONE, act, enrolled, saw, told, typed

pytestmark = pytest.mark.browser
ASK = "dispatchEvent(new Event('online'))"
SHOW = "import('/static/checkpoint/standing.js').then(one => one.showAll())"


@pytest.fixture
def phone(world, post, issued, page_at, live_server):
    issued()
    return enrolled(page_at(390, 844, service_workers="allow"), world, post)


def test_a_list_that_has_not_changed_for_a_day_is_signed_anew(phone):
    """A quiet night must not end with every pass in the city undecidable."""
    phone.evaluate(
        "import('/static/checkpoint/phone.js').then(({ phone }) => { phone.book.expires -= 25 * 3600; })"
    )
    phone.evaluate(SHOW)
    phone.locator("#age.is-hard").wait_for()
    phone.evaluate(ASK)
    phone.locator("#age.is-fresh").wait_for()
    typed(phone, "12345")
    assert told(phone) == "valid"


def test_a_full_phone_says_that_nothing_was_kept_and_keeps_it_once_there_is_room(phone):
    typed(phone, "12345")
    assert told(phone) == "valid"
    phone.evaluate(
        """() => { const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
        window.room = () => { IDBObjectStore.prototype.put = put; }; }"""
    )
    phone.click("[data-action=pass]")
    expect(phone.locator("#not-kept")).to_contain_text("没有记下")
    phone.evaluate("room()")
    act(phone, "pass")
    phone.locator("#sent", has_text="已查1车，全部上传").wait_for()
    assert Check.objects.count() == 1


def test_a_record_counts_as_unsent_while_the_server_keeps_silent(phone):
    phone.context.route("**/api/v1/keys/", lambda route: None)  # asked, never answered
    typed(phone, "12345")
    assert told(phone) == "valid"
    act(phone, "pass")
    expect(phone.locator("#sent")).to_contain_text(
        "1条待上传", timeout=10_000
    )  # the page gives the server 20 s


def test_where_none_of_the_plates_is_meant_the_vehicle_is_still_recorded(phone, issued):
    issued(plate="渝A54321")
    phone.evaluate(ASK)
    phone.locator("#age small", has_text="2张证").wait_for()
    typed(phone, "54321")
    phone.click("#none")
    assert told(phone) == "not_found" and phone.locator(".plate b").inner_text() == "川E54321"
    act(phone, "turn_back")
    phone.locator("#sent", has_text="全部上传").wait_for()
    assert Check.objects.get().plate == "川E54321"


def test_what_one_tab_hands_over_counts_in_the_other(phone):
    other = phone.context.new_page()
    other.goto("/checkpoint/")
    other.locator(DONE).wait_for()
    phone.context.set_offline(True)
    phone.click("#shift")
    phone.fill("#officer", "周强")
    phone.click("#hand-over .go")
    phone.locator("#ask").wait_for()
    typed(other, "12345")
    assert told(other) == "valid"
    act(other, "pass")
    phone.close()
    other.context.set_offline(False)
    other.evaluate(ASK)
    other.locator("#sent", has_text="全部上传").wait_for()
    assert Check.objects.get().place.shift.officer == "周强"


def test_a_clock_set_back_while_the_page_was_closed_is_noticed(phone):
    phone.context.set_offline(True)
    phone.evaluate("const real = Date.now; Date.now = () => real() + 2 * 3600000")  # two hours pass
    phone.evaluate(SHOW)
    phone.evaluate("import('/static/checkpoint/phone.js').then(one => one.sync())")
    phone.reload()  # and the clock stands where it stood two hours ago
    phone.locator(DONE).wait_for()
    typed(phone, "12345")
    assert told(phone) == "unknown" and phone.locator(".verdict").get_attribute("data-fault") == "clock"


def test_a_plain_link_of_a_pass_the_list_does_not_have_is_not_called_foreign(phone):
    link = "https://portal.example/v/0b5b7e5c-7d5e-4c7e-9f3e-0123456789ab/"
    assert saw(phone, link) == "not_found"


def test_a_single_trip_is_told_with_the_verdict(phone, issued):
    issued(plate="川E54321", validity_kind="trip", hours_from=0, hours_until=1440)
    phone.evaluate(ASK)
    phone.locator("#age small", has_text="2张证").wait_for()
    typed(phone, "54321")
    assert told(phone) == "valid" and "单程一次" in phone.locator("[data-fact=hours]").inner_text()


def test_a_page_still_open_reads_the_parts_of_its_own_release(phone):
    """The worker of a new release has taken over; the part's name is not among its own."""
    phone.evaluate(
        """async () => { const old = await caches.open("checkpoint-before");
        await old.put("/static/checkpoint/eye-worker.0ld.js", new Response("old")); }"""
    )
    phone.context.set_offline(True)
    read = "fetch('/static/checkpoint/eye-worker.0ld.js').then(answer => answer.text())"
    assert phone.evaluate(read) == "old"
