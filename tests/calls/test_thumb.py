"""A call sheet worked down with a thumb, in a real browser."""

import pytest

from tests.hands import fits, press

from .stories import ordered

pytestmark = pytest.mark.browser


def test_sun_works_the_sheet_down_on_a_phone(world, screen):
    sheet = ordered(world)
    page = screen(world.sun, 390)
    page.goto(f"/calls/{sheet.pk}/")
    press(page, "拨打下一家")
    number = page.locator("a.call-number")
    assert number.get_attribute("href").startswith("tel:08305200")
    assert number.bounding_box()["height"] >= 44
    for button in page.locator(".call-buttons .btn").all():
        box = button.bounding_box()
        assert box["height"] >= 44 and box["y"] + box["height"] < 844, "under the thumb without scrolling"
    first = page.url
    press(page, "无人接听")
    assert page.url != first
    page.fill("[name=remark]", "门卫老张")
    press(page, "转告")
    assert page.url == first, "the one who did not answer comes again"
    press(page, "已通知")
    assert page.url.endswith(f"/calls/{sheet.pk}/")
    assert "2家企业，全部通知到。" in page.locator("main").inner_text()
    fits(page)
