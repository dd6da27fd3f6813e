"""A real Chromium for tests: ``page_at(1366)`` is a page of that width, and ``live_server`` what it visits.

script/test finds or fetches the browser and names it in PORTAL_CHROMIUM; without one these tests are skipped,
and with CI=true a skip is a failure (here, for every test of the suite). PORTAL_SLOW=300 lets every answer come so
many milliseconds later: a test that reads what has not come yet then falls every time, not once in a hundred.
"""

import os
import time

import pytest

PATIENCE = 20_000  # milliseconds: one waits for what will come, and a busy machine is slow
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items):
    """Whatever asks for a browser is marked so, also for ``pytest -m 'not browser'``.

    What takes long begins first: the short ones then fill up the workers evenly, and none waits for another's last.
    """
    for item in items:
        if {"browser", "page_at", "chromium_88"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: not (item.get_closest_marker("browser") or "tests/house/" in item.nodeid))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    """In CI a test that was skipped is a test that nobody ran."""
    report = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = report.stats.get("skipped", []) if report and not hasattr(session.config, "workerinput") else []
    if skipped and os.environ.get("CI") == "true":
        report.write_line(f"CI: {len(skipped)} skipped, and a skip is a failure.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def network():
    """As fast as this machine, or slower by PORTAL_SLOW milliseconds an answer."""
    from django.core.handlers.wsgi import (
        WSGIHandler,  # the live server's; the tests' own clients have another
    )

    answer, pause = WSGIHandler.__call__, int(os.environ.get("PORTAL_SLOW") or 0) / 1000

    def haltingly(*asked):
        """The beginning of the answer, and after a pause the rest: a page has then come, but is not there yet."""
        whole = answer(*asked)
        try:
            for place, part in enumerate(whole):
                yield part[:100]
                time.sleep(0 if place else pause)
                yield part[100:]
        finally:
            whole.close()

    with pytest.MonkeyPatch.context() as patch:
        if pause:
            patch.setattr(WSGIHandler, "__call__", haltingly)
        yield


@pytest.fixture(scope="session")
def browser(network):
    """One Chromium a worker."""
    program = os.environ.get("PORTAL_CHROMIUM")
    if not program:
        pytest.skip("no Chromium: PORTAL_CHROMIUM is empty (script/test fetches one)")
    # The ORM refuses to work beneath a running event loop, which Playwright's synchronous face has.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    from django.db import connections
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()
        # Beneath the loop Django keeps connections of its own, which nobody finds once the loop has ended.
        connections.close_all()


@pytest.fixture
def page_at(browser, live_server):
    """``page_at(390)``: a fresh page (own cookies) of this width whose addresses begin at the live server."""
    contexts = []

    def open_page(width=1366, height=768, **options):
        options = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "reduced_motion": "reduce", **options}
        viewport = {"width": width, "height": height}
        context = browser.new_context(base_url=live_server.url, viewport=viewport, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def chromium_88():
    """The program of the old Chromium, for ``--screenshot`` and ``--dump-dom`` (see OLD_ARGUMENTS)."""
    program = os.environ.get("PORTAL_CHROMIUM_88")
    if not program:
        pytest.skip("no Chromium 88: PORTAL_CHROMIUM_88 is empty (script/test fetches one)")
    return program


@pytest.fixture
def screen(page_at, live_server):
    """``screen(world.chen)``: this person's session at an office screen; ``screen(world.luo, 390)`` on a phone."""

    def enter(user, width=1366, **options):
        page = page_at(width, 844 if width < 500 else 768, **options)
        be(page, user, live_server)
        return page

    return enter


def be(page, user, live_server):
    """From now on the page is this user's."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    [cookie] = client.cookies.values()
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])


OLD_ARGUMENTS = [*ARGUMENTS, "--headless", "--single-process", "--no-zygote", "--hide-scrollbars"]
