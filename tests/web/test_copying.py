"""What is meant for a chat group comes out of the clipboard as it stands on the page, by one press."""

import pytest

from tests.calls.stories import ordered
from tests.gathering.stories import made

pytestmark = pytest.mark.browser


@pytest.fixture
def page_of(screen, live_server):
    """``page_of(sun)``: a page of hers that may read the clipboard."""

    def sign_in(user):
        page = screen(user)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
        return page

    return sign_in


def copied(page, press):
    """Press it; what the clipboard holds once the button says that it is done."""
    page.evaluate("navigator.clipboard.writeText('')")
    button = page.locator(press)
    button.click()
    page.locator(press, has_text="已复制").wait_for()
    return page.evaluate("navigator.clipboard.readText()")


def test_names_sheets_links_and_the_drivers_text_are_copied(world, issued, page_of):
    page = page_of(world.luo)
    page.goto("/gathering/text/")
    names = copied(page, "[data-copy='#names']")
    assert names == page.locator("#names").input_value() and "泸州山达重工装备有限公司" in names

    link = made(world.shanda, world.luo)
    page.goto(link.get_absolute_url())
    chat = copied(page, "[data-copy='#chat']")
    assert chat == page.locator("#chat").input_value() and "/c/" in chat

    sheet = ordered(world)
    page = page_of(world.sun)
    page.goto(f"/calls/{sheet.pk}/")
    text = copied(page, "[data-copy-from]")
    assert "泸州山达重工装备有限公司" in text and "<" not in text
    assert page.url.endswith(f"/calls/{sheet.pk}/"), "the page stays"

    one = issued()
    page = page_of(world.li)
    page.goto(f"/passes/{one.pk}/")
    told = copied(page, "[data-copy='#driver-text']")
    assert one.plate in told and f"/d/{one.uid}/" in told


def test_over_plain_http_or_without_leave_the_words_are_copied_by_hand(world, page_of):
    """An office browser that gives a page no clipboard: what is marked in a field is copied the old way."""
    page = page_of(world.luo)
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto("/gathering/text/")
    page.click("[data-copy='#names']")
    page.locator("[data-copy='#names']", has_text="已复制").wait_for()
    page.goto("/verify/")
    page.focus("input[name=number]")
    page.keyboard.press("Control+V")
    assert "泸州山达重工装备有限公司" in page.locator("input[name=number]").input_value()
