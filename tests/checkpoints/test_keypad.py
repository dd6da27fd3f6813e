"""Plates by thumb: whatever a plate ends with, four or five characters and one press bring the verdict."""

import pytest

from .phone import DONE, again, enrolled, told, typed

pytestmark = pytest.mark.browser

PLATES = [
    "川E1234学",
    "川E1235警",
    "川E1236港",
    "川E1237澳",
    "川ED12345",
    "川E54321F",
    "川EA1B2C",
    "川E77777",
]


def test_any_plate_takes_six_taps_from_keypad_to_verdict(world, post, issued, page_at, live_server):
    colours = {"川ED12345": "green", "川E54321F": "yellow_green"}
    for plate in PLATES:
        issued(plate=plate, plate_colour=colours.get(plate, "yellow"))
    phone = enrolled(page_at(360, 640, service_workers="allow"), world, post)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360, "nothing stands beside the screen"
    assert phone.locator("#preset").inner_text() == "川E"
    for plate in PLATES:
        assert phone.locator("#find").evaluate("one => one.getBoundingClientRect().bottom <= innerHeight"), (
            "the last tap needs no scrolling"
        )
        assert typed(phone, plate[-5:]) <= 6
        assert told(phone) == "valid" and phone.locator(".plate b").inner_text() == plate
        again(phone)
    for plate in ("川ED12345", "川E77777"):
        typed(phone, plate[2:])
        assert told(phone) == "valid" and phone.locator(".plate b").inner_text() == plate
        again(phone)


def test_another_provinces_plate_is_chosen_once_and_kept(world, post, issued, page_at, live_server):
    issued(plate="渝A77777")
    issued(plate="川E88888")
    phone = enrolled(page_at(390, 844, service_workers="allow"), world, post)
    phone.click("#preset")
    phone.click("[data-province=渝]")
    phone.locator("#areas button", has_text="A").first.click()
    typed(phone, "77777")
    assert told(phone) == "valid" and phone.locator(".plate b").inner_text() == "渝A77777"
    phone.reload()
    phone.locator(DONE).wait_for()
    assert phone.locator("#preset").inner_text() == "渝A"
    typed(phone, "88888")
    phone.locator("#hits button", has_text="川E88888").click()
    assert told(phone) == "valid", "another province's plate is offered, never taken by itself"
