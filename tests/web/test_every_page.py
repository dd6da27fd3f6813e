"""Every page of the site map at an office screen and on a phone: nothing axe-core finds, nothing wider than the
window, nothing that jumps, nothing heavy, nothing in the console. One run names all that is wrong."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from accounts.acting import lend
from accounts.models import User
from calls.models import DutyShift
from calls.roster import write_shifts
from clock import clock
from gathering.tokens import token_of
from plans.answers import questions_of
from plans.paper.printing import plan_paper
from plans.services import return_plan, start_plan
from stats.tasks import compile_days_owed
from tests.browser import be
from tests.house.filled import fill
from tests.house.sitemap import list_routes, record_routes
from tests.periods.stories import announced
from tests.plans.forms import submitted
from tests.stats.deeds import policy

from .traffic import Traffic

pytestmark = pytest.mark.browser

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
WHO = [
    "chen",
    "he",
    "sun",
    "li",
    "hu",
    "ma",
    "system",
    "security",
    "auditadmin",
]  # the first whom the page answers
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
        "/duty/": shift(world).pk,
        "/acting/": lent(world).pk,
    }
    routes = list_routes(get_resolver()) + record_routes(get_resolver(), keys) + deeper(world, filled)
    left = [url for url in routes if not url.startswith("/api/") and url not in OPEN]
    opened = [f"/c/{token_of(filled.link.seed)}/", papers(world, filled.plan)]
    found = {None: [*OPEN, *opened]}
    for name in WHO:
        client = Client()
        client.force_login(world.people[name])
        mine = [url for url in left if is_page(client.get(url))]
        left = [url for url in left if url not in mine]
        found[name] = mine
    return found


def shift(world):
    row = {
        "unit": world.hejiang,
        "since": clock.now(),
        "until": clock.now() + timedelta(hours=14),
        "name": world.qian.name,
        "phone": "0830-5266001",
        "post": "officer",
        "user": world.qian,
    }
    write_shifts([row], by=world.sun)
    return DutyShift.objects.get()


def lent(world):
    [post] = world.sun.posts
    return lend(post, by=world.sun, to=world.zhou, until=clock.now() + timedelta(hours=14))


def papers(world, plan):
    """The address on a plan's PDF, by which anybody checks it."""
    return plan_paper(plan, by=world.li, base="http://testserver").get_verify_url()


def deeper(world, filled):
    """Pages behind two parameters, behind a choice, and of records in another state than those of ``fill``."""
    draft = start_plan(world.longfei, by=world.hu)
    sections = [
        f"/plans/{draft.pk}/fill/?step={part.key}" for part in questions_of(draft.versions.get()).parts
    ]
    returned = submitted(world.qingquan, world.ma)
    return_plan(returned, by=world.zhou, remark="床位与人数不符。")
    return [
        f"/plans/{draft.pk}/",
        f"/plans/{draft.pk}/fill/",
        *sections,
        f"/plans/{returned.pk}/",
        f"/plans/{returned.pk}/fill/",
        "/plans/routes/none/controlled/",
        f"/gathering/pack/?firm={world.shanda.credit_code}",
        f"/links/slips/?selected={filled.link.pk}",
        "/switches/new/?region=510522",
        "/switches/lift/?region=510522",
        "/statistics/2022-09-07/I2/region/510522/",
    ]


def is_page(response):
    return response.status_code == 200 and response["Content-Type"].startswith("text/html")


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
    page.add_init_script(path=AXE)
    page.add_init_script(WATCH)
    traffic, wrong = Traffic(page), []
    for name, urls in pages.items():
        page.context.clear_cookies()
        if name and urls:
            be(page, User.objects.get(username=name), live_server)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            for url in urls:
                wrong += [f"{url} {width} ({name}): {line}" for line in faults(page, traffic, url, width)]
    assert sum(map(len, pages.values())) > 40 and len(pages["chen"]) > 25
    assert not wrong, "\n".join(wrong)
