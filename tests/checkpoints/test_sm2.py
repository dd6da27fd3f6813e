"""Where a city signs with SM2, phones judge as before; a browser that cannot reckon it calls nothing valid."""

import json

import pytest
from django.conf import settings

from passes.issue.claims import address
from signing.envelope import to_text
from signing.services import make_key

from .phone import again, enrolled, saw, told, typed

pytestmark = pytest.mark.browser

VECTOR = """async vector => {
  const { isRight } = await import("/static/checkpoint/sm2.js"), { sm3 } = await import("/static/checkpoint/sm3.js");
  const { toHex } = await import("/static/checkpoint/bytes.js");
  const bytes = hex => Uint8Array.from(hex.match(/../g), two => parseInt(two, 16)), text = new TextEncoder();
  const key = bytes(vector.public), message = text.encode(vector.message), signature = bytes(vector.signature);
  const wrong = [];
  for (let at = 0; at < 64; at += 7) {
    const other = signature.slice();
    other[at] ^= 1;
    wrong.push(await isRight(key, message, other));
  }
  const off = key.slice();
  off[63] ^= 1;
  wrong.push(await isRight(off, message, signature), await isRight(key, text.encode("else"), signature));
  wrong.push(await isRight(key, message, new Uint8Array(64)));
  return { right: await isRight(key, message, signature), wrong, abc: toHex(sm3(text.encode("abc"))) };
}"""
TOO_OLD = "() => { window.BigInt = undefined; }"


def test_the_page_reckons_the_published_vector(page_at, live_server):
    page = page_at(390, 844)
    page.goto("/checkpoint/")
    vector = json.loads((settings.BASE_DIR / "static/code/vectors-sm2.json").read_text())
    told = page.evaluate(VECTOR, vector)
    assert told["right"] is True and not any(told["wrong"]) and len(told["wrong"]) == 13
    # GB/T 32905, example 1
    assert told["abc"] == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_a_code_and_a_list_signed_with_sm2_are_judged_with_no_network(
    world, post, issued, page_at, live_server
):
    make_key(by=None, algorithm="SM2")
    made = issued()
    made.refresh_from_db()
    phone = enrolled(page_at(390, 844, service_workers="allow"), world, post)
    phone.context.set_offline(True)
    letters = to_text(bytes(made.code))
    forged = letters[:-20] + ("A" if letters[-20] != "A" else "B") + letters[-19:]
    assert saw(phone, address(bytes(made.code), "https://portal.example")) == "valid"
    assert saw(phone, f"HTTPS://PORTAL.EXAMPLE/V/{forged}") == "foreign"


def test_a_browser_too_old_for_sm2_says_so_and_judges_by_the_list(world, post, issued, page_at, live_server):
    make_key(by=None, algorithm="SM2")
    sealed = issued()
    sealed.refresh_from_db()
    make_key(by=None)  # the list is signed with Ed25519 again
    page = page_at(390, 844, service_workers="allow")
    page.add_init_script(f"({TOO_OLD})()")
    phone = enrolled(page, world, post)
    assert saw(phone, address(bytes(sealed.code), "https://portal.example")) == "unknown"
    assert "不能验这种签名" in phone.locator(".verdict p").inner_text()
    again(phone)
    typed(phone, sealed.plate[2:])
    assert told(phone) == "valid", "the list knows the plate"
