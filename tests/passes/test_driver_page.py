"""The driver's link on the pass, and the page behind it on a phone."""

import pytest

from tests.hands import fits

pytestmark = pytest.mark.browser


def test_li_is_offered_to_copy_the_link_and_the_driver_s_phone_shows_a_large_code(world, issued, screen):
    made = issued()
    page = screen(world.li, 390)
    said = []
    page.on("console", lambda one: said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    page.goto(made.get_absolute_url())
    button = page.get_by_role("button", name="复制")
    button.wait_for()
    assert not said
    fits(page)
    page.goto(f"/d/{made.uid}/")
    assert page.get_by_alt_text("核验二维码").bounding_box()["width"] >= 300
    fits(page)
