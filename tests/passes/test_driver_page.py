"""The driver's link on the pass, and the page behind it on a phone."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_li_is_offered_to_copy_the_link_and_the_driver_s_phone_shows_a_large_code(
    world, issued, page_at, live_server, client, settings
):
    made = issued()
    client.force_login(world.li)
    page = page_at(390, 844)
    said = []
    page.on("console", lambda one: said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.goto(made.get_absolute_url())
    button = page.get_by_role("button", name="复制")
    assert button.is_visible() and not said
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto(f"/d/{made.uid}/")
    assert page.get_by_alt_text("核验二维码").bounding_box()["width"] >= 300
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
