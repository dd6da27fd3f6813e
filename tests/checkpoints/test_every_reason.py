"""Every reason why a pass does not hold, through every way in: one plain word at each, and nowhere valid.

The server's word on a record, the public page by link and by signed code, and the checkpoint page with no network, by
code, by plate and by number.
"""

import re

import pytest

from passes.issue.claims import address
from passes.roadside.verifying import answer_for, by_code
from signing.envelope import to_text
from tests.passes.outcomes import WORDS, every_pass

from .phone import SPIED, again, enrolled, saw, told, typed
from .stories import a_check, send

pytestmark = pytest.mark.browser

FELT = {  # what the hand that holds the phone feels, by what there is to do
    "valid": [90],
    "return_only": [90, 90, 90],
    "not_yet": [90, 90, 90],
    "outside_hours": [90, 90, 90],
    "suspended": [90, 90, 90],
    "not_found": [60, 60, 60, 60, 60, 60, 60],
    "foreign": [200, 100, 60],
}
ENDED = ("expired", "revoked", "recalled", "voided", "superseded", "wrong_plate")
FELT |= {verdict: [350, 120, 350, 120, 350] for verdict in ENDED}
SHOWN = """() => {
  const top = document.querySelector(".verdict"), shape = top.querySelector("use").getAttribute("href");
  return [top.querySelector("span").textContent, shape, getComputedStyle(top).backgroundColor, window.felt.pop()];
}"""
GREEN = "rgb(23, 105, 59)"


def test_each_reason_has_one_word_by_every_way_in(
    world, post, phone_at, issued, noon, client, page_at, live_server
):
    made = every_pass(world, issued, noon)
    sheet = page_at(390, 844, service_workers="allow")
    sheet.add_init_script(SPIED)
    phone = enrolled(sheet, world, post)
    phone.context.set_offline(True)
    shapes, (_device, head) = {}, phone_at(post, "2号手机")
    for verdict, word in WORDS.items():
        one = made[verdict]
        code = bytes(one.code)
        # The server: what it holds true of a record.
        check = a_check(**{"pass": str(one.uid)}, plate=one.plate, verdict="valid", seen_at=noon.timestamp())
        assert list(send(client, head, [check]).json()["known"].values()) == [verdict]
        # The public page, by link and by signed code.
        for way in (f"/v/{one.uid}/", f"/V/{to_text(code)}"):
            page = client.get(way).content.decode()
            kind = "valid" if verdict == "valid" else "void"
            assert f'class="answer is-{kind}"' in page, verdict
            assert re.search(rf"</svg>\s*(<span>)?{word}", page), verdict
        assert answer_for(one).why == by_code(to_text(code)).why == ("" if verdict == "valid" else verdict)
        # The checkpoint page with no network, by code, by plate (best for the holder) and by number.
        assert saw(phone, address(code, "https://portal.example")) == verdict
        shown = phone.evaluate(SHOWN)
        assert shown[0] == word and shown[3] == FELT[verdict], verdict
        assert (shown[2] == GREEN) == (verdict == "valid"), verdict
        shapes[shown[1]] = verdict
        again(phone)
        typed(phone, one.plate[2:])
        assert told(phone) == ("valid" if verdict == "superseded" else verdict)
        again(phone)
        typed(phone, one.number.replace("-", ""))
        assert told(phone) == verdict and phone.locator(".plate b").inner_text() == one.plate
        again(phone)
    assert len(shapes) == len(WORDS), "a shape for each"


def test_what_is_no_pass_of_ours_is_told_apart_with_no_network(world, post, issued, page_at, live_server):
    made = issued()
    made.refresh_from_db()
    sheet = page_at(390, 844, service_workers="allow")
    sheet.add_init_script(SPIED)
    phone = enrolled(sheet, world, post)
    phone.context.set_offline(True)
    letters = to_text(bytes(made.code))
    forged = letters[:-20] + ("A" if letters[-20] != "A" else "B") + letters[-19:]
    told_apart = {}
    typed(phone, "99999")
    told_apart["not_found"] = (told(phone), *phone.evaluate(SHOWN))
    again(phone)
    typed(phone, "2200099959")
    assert told(phone) == "not_found"
    assert "没有这个编号" in phone.locator(".verdict p").inner_text()
    again(phone)
    told_apart["foreign"] = (saw(phone, "HTTPS://EXAMPLE.COM/MENU"), *phone.evaluate(SHOWN))
    assert saw(phone, f"HTTPS://PORTAL.EXAMPLE/V/{forged}") == "foreign"
    assert "签名不符" in phone.locator(".verdict p").inner_text()
    assert saw(phone, address(bytes(made.code), "https://portal.example")) == "valid"
    phone.click("#wrong")
    told_apart["wrong_plate"] = (told(phone), *phone.evaluate(SHOWN))
    words = {"not_found": "查无此证", "foreign": "非本市证件", "wrong_plate": "车证不符"}
    for verdict, (found, word, _shape, colour, felt) in told_apart.items():
        assert (found, word, felt) == (verdict, words[verdict], FELT[verdict])
        assert colour != GREEN
    assert len({one[2] for one in told_apart.values()}) == len({one[3] for one in told_apart.values()}) == 3
