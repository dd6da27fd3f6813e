"""What the stories share: who is signed in on which screen, and a phone that never scrolls sideways."""

import pytest
from django.conf import settings
from django.test import Client


@pytest.fixture
def screen(page_at, live_server, world):
    """``screen("chen")``: this person's session at an office screen; ``screen("luo", 390)`` on a phone."""

    def enter(name, width=1366):
        client = Client()
        client.force_login(world.people[name])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page = page_at(width, 844 if width < 500 else 768)
        page.set_default_timeout(20_000)
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return enter
