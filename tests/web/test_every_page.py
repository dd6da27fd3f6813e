"""Every page of the site map at an office screen and on a phone: nothing axe-core finds, nothing wider than the
window, nothing that jumps, nothing heavy, nothing in the console. One run names all that is wrong."""

import gzip
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from stats.tasks import compile_days_owed
from tests.house.filled import fill
from tests.house.sitemap import list_routes, record_routes
from tests.periods.stories import announced
from tests.stats.deeds import policy

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
SIZES = [(1366, 768), (390, 844)]
OPEN = [
    "/sign-in/",
    "/verify/",
    "/checkpoint/",
    "/password/forgotten/",
    "/password/forgotten/sent/",
    "/password/new/done/",
]
WHO = ["chen", "he", "sun", "li", "system", "security", "auditadmin"]  # the first whom the page answers
HEAVIEST = 150_000
# An init script is the browser's own, so the page's Content-Security-Policy stands as it is.
WATCH = """
window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted += entry.value; }))
  .observe({type: "layout-shift", buffered: true});
"""
LOOK = """async () => {
  await document.fonts.ready;
  const found = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa"], resultTypes: ["violations"]});
  return {
    shifted: window.shifted, wide: document.documentElement.scrollWidth, window: window.innerWidth,
    axe: found.violations.map(one => `${one.id}: ${one.nodes.map(node => node.target).join(" | ")}`),
  };
}"""


@pytest.fixture
def pages(world):
    """{name: the pages this person is the first to be answered}, with something of every kind on record."""
    filled = fill(world)
    policy(world, "stats.first_day", "2022-09-07")
    period = announced(world)
    compile_days_owed()
    rules = {"/plans/rules/": "beds_per_person"}
    keys = {
        **filled.keys,
        **rules,
        "/periods/": period[0].pk,
        "/units/": world.hejiang.pk,
        "/people/": world.sun.pk,
    }
    routes = list_routes(get_resolver()) + record_routes(get_resolver(), keys)
    left = [url for url in routes if not url.startswith("/api/") and url not in OPEN]
    found = {None: OPEN}
    for name in WHO:
        client = Client()
        client.force_login(world.people[name])
        mine = [url for url in left if is_page(client.get(url))]
        left = [url for url in left if url not in mine]
        found[name] = mine
    return found


def is_page(response):
    return response.status_code == 200 and response["Content-Type"].startswith("text/html")


class Traffic:
    """What a page loads: its answers, and the bytes as production sends them (text gzipped), fonts apart."""

    def __init__(self, page):
        self.weighed, self.said, self.responses = {}, [], []
        page.on("response", lambda one: self.responses.append(one))
        page.on(
            "console", lambda one: self.said.append(one.text) if one.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def begin(self):
        self.said.clear()
        self.responses.clear()

    def weight(self):
        return sum(self.weigh(response) for response in self.responses if response.ok)

    def weigh(self, response):
        url = response.url
        if url.startswith("data:") or url.endswith(".woff2"):
            return 0
        static = settings.STATIC_URL in url
        if not static or url not in self.weighed:
            self.weighed[url] = len(gzip.compress(response.body(), 6))
        return self.weighed[url]


def faults(page, traffic, url, width):
    """Sentences about what is wrong with one page at one width."""
    traffic.begin()
    answer = page.goto(url)
    seen = SimpleNamespace(**page.evaluate(LOOK))
    if answer.status >= 400:
        yield f"status {answer.status}"
    yield from (f"axe {line}" for line in seen.axe)
    if seen.wide > seen.window:
        yield f"{seen.wide}px wide"
    if seen.shifted > 0.1:
        yield f"layout shift {seen.shifted:.3f}"
    if traffic.weight() > HEAVIEST:
        yield f"{traffic.weight()} bytes"
    yield from (f"console: {line}" for line in traffic.said)


def test_every_page_is_sound_on_an_office_screen_and_on_a_phone(pages, page_at, live_server):
    page = page_at()
    page.set_default_timeout(10_000)
    page.add_init_script(path=AXE)
    page.add_init_script(WATCH)
    traffic, wrong = Traffic(page), []
    for name, urls in pages.items():
        page.context.clear_cookies()
        if name and urls:
            client = Client()
            client.force_login(user_named(name))
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            for url in urls:
                wrong += [f"{url} {width} ({name}): {line}" for line in faults(page, traffic, url, width)]
    assert sum(map(len, pages.values())) > 40 and len(pages["chen"]) > 25
    assert not wrong, "\n".join(wrong)


def user_named(name):
    from accounts.models import User

    return User.objects.get(username=name)
