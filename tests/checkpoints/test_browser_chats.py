"""The checkpoint page where it is opened: inside a chat app, in a browser, in English."""

import re

import pytest

from checkpoints import services

from .phone import DONE, enrolled, told, typed

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("app", ["MicroMessenger/8.0", "AlipayClient/10.5", "AliApp(DingTalk/7.0) DingTalk"])
def test_inside_a_chat_app_it_says_what_works_there_and_how_to_get_the_rest(
    world, post, issued, page_at, live_server, app
):
    """A code that works once must not be spent in a chat: the address, code and all, is copied for the browser."""
    issued()
    page = page_at(390, 844, user_agent=f"Mozilla/5.0 (Linux; Android 10) {app}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    code, _until = services.make_code(post, by=world.guan)
    page.goto(f"/checkpoint/#{code}")
    page.locator(DONE).wait_for()
    assert "入网码只能用一次" in page.locator("#chat").inner_text() and page.locator("#enrol").is_visible()
    page.click("#address")
    page.locator("#address", has_text="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{live_server.url}/checkpoint/#{code}"
    page.click("#enrol .go")
    page.locator("#age.is-fresh").wait_for()
    assert "只能连网输入车牌或编号查验" in page.locator("#chat").inner_text()
    typed(page, "12345")
    assert told(page) == "valid", "what it says works does"


def test_in_a_browser_nothing_is_said_of_chats(page_at, live_server):
    page = page_at(390, 844)
    page.goto("/checkpoint/")
    page.locator(DONE).wait_for()
    assert page.locator("#chat").is_hidden()


def test_on_an_english_page_the_ends_have_their_english_names(world, post, issued, page_at, live_server):
    issued()
    phone = enrolled(page_at(390, 844, service_workers="allow", locale="en-US"), world, post)
    typed(phone, "12345")
    assert told(phone) == "valid"
    phone.locator("[data-fact=route]", has_text="Hejiang").wait_for()
    route = phone.locator("[data-fact=route]").inner_text()
    assert "Jiangyang" in route and not re.search("[\u4e00-\u9fff]", route)
