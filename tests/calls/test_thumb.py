"""A call sheet worked down with a thumb, in a real browser."""

import pytest
from django.conf import settings
from django.test import Client

from .stories import ordered

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_sun_works_the_sheet_down_on_a_phone(world, page_at, live_server):
    sheet = ordered(world)
    client = Client()
    client.force_login(world.sun)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page = page_at(390, 844)
    page.set_default_timeout(15_000)
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.goto(f"/calls/{sheet.pk}/")
    page.get_by_role("button", name="拨打下一家").click()
    number = page.locator("a.call-number")
    assert number.get_attribute("href").startswith("tel:08305200")
    assert number.bounding_box()["height"] >= 44
    for button in page.locator(".call-buttons .btn").all():
        box = button.bounding_box()
        assert box["height"] >= 44 and box["y"] + box["height"] < 844, "under the thumb without scrolling"
    first = page.url
    page.get_by_role("button", name="无人接听").click()
    page.wait_for_url(lambda url: url != first)
    page.fill("[name=remark]", "门卫老张")
    page.get_by_role("button", name="转告", exact=True).click()
    page.wait_for_url(first)  # the one who did not answer comes again
    page.get_by_role("button", name="已通知", exact=True).click()
    page.wait_for_url(f"**/calls/{sheet.pk}/")
    assert "2家企业，全部通知到。" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
