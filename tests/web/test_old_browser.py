"""The main pages in Chromium 88, which offices still have, beside the current browser: the same page, laid out alike.

PORTAL_SHOTS=DIR keeps both pictures of each page, to be looked at.
"""

import contextlib
import html
import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from plans.services import start_plan
from stats.tasks import compile_days_owed
from tests.browser import OLD_ARGUMENTS
from tests.house.filled import fill
from tests.periods.stories import announced
from tests.stats.deeds import policy

pytestmark = pytest.mark.browser

BLANK = 12_000  # bytes; an empty window of this size is some 5 kB as PNG
NEAR = 6  # pixels: two browsers round a line of type differently
# Every box of the page, in the order of the document, as it stands when style, type and pictures have come; but
# those within a line, for lines may break elsewhere, and what is folded away, which has no box in 88. The gap that
# today's browsers leave between 字 and ABC is taken out of both.
ASK = """<style>* { text-autospace: no-autospace; transition: none !important; }</style><script>
addEventListener("DOMContentLoaded", () => document.body.offsetHeight);  // asks for the type, and load waits for it
addEventListener("load", () => {
  const boxes = [...document.body.querySelectorAll("*")]
    .filter(one => !one.closest("svg, script, noscript, details:not([open]) > :not(summary)"))
    .filter(one => getComputedStyle(one).display !== "inline");
  const main = one => { const found = document.querySelector(one); return found && getComputedStyle(found); };
  const told = {
    frame: main(".lb-shell, .lb-gate, .lb-public, body > *").display,
    verb: (main("main .btn-primary, .btn-primary") || {}).backgroundColor || null,
    title: (document.querySelector("h1") || {}).innerText || null,
    wide: document.documentElement.scrollWidth,
    boxes: boxes.map(one => {
      const box = one.getBoundingClientRect();
      const name = one.tagName.toLowerCase() + [...one.classList].map(word => "." + word).join("");
      return [name, ...[box.x, box.y, box.width, box.height].map(Math.round)];
    }),
  };
  const said = document.createElement("pre");
  said.id = "said";
  said.textContent = JSON.stringify(told);
  document.body.append(said);
});</script>"""
PAGES = {
    "sign-in": (None, "/sign-in/"),
    "verify": (None, "/verify/"),
    "home": ("sun", "/"),
    "enterprises": ("chen", "/enterprises/"),
    "enterprise": ("chen", "/enterprises/{firm}/"),
    "plans": ("sun", "/plans/"),
    "plan": ("sun", "/plans/{plan}/"),
    "start-form": ("hu", "/plans/{draft}/fill/"),
    "whitelist": ("sun", "/whitelist/"),
    "periods": ("chen", "/periods/"),
    "passes": ("chen", "/passes/"),
    "pass": ("chen", "/passes/{pass}/"),
    "statistics": ("chen", "/statistics/"),
}
STARTS = {"firm": "/enterprises/", "plan": "/plans/", "pass": "/passes/"}


@pytest.fixture
def addresses(world):
    filled = fill(world)
    policy(world, "stats.first_day", "2022-09-07")
    announced(world)
    compile_days_owed()
    keys = {kind: filled.keys[start] for kind, start in STARTS.items()}
    keys["draft"] = start_plan(world.longfei, by=world.hu).pk
    return {name: (who, url.format(**keys)) for name, (who, url) in PAGES.items()}


@pytest.fixture
def seen_by_88(chromium_88, tmp_path):
    """What the old browser makes of a page, and its picture. It takes no cookie: it is given the page as a file."""

    def asked(words):
        command = [chromium_88, *OLD_ARGUMENTS, "--window-size=1366,768", *words]
        for patience in (15, 30, 60):  # on a busy machine it may hang at its start
            with contextlib.suppress(subprocess.TimeoutExpired):
                return subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=patience).stdout
        pytest.fail("Chromium 88 does not answer")

    def see(copy, name):
        shot = tmp_path / f"{name}-88.png"
        asked([f"--screenshot={shot}", copy.as_uri()])
        for _time in range(4):  # the document may be dumped a moment before its last script has run
            dumped = asked(["--dump-dom", copy.as_uri()]).decode()
            if found := re.findall(r'<pre id="said">(.*?)</pre>', dumped, re.DOTALL):
                return json.loads(html.unescape(found[0])), shot
        pytest.fail(f"{name}: {dumped[:2000]}")

    return see


def moved(old, new):
    """Boxes that stand elsewhere, or are of another size, in the old browser."""
    assert [box[0] for box in old] == [box[0] for box in new]
    return [f"{a[0]}: {a[1:]} in 88, {b[1:]} now" for a, b in zip(old, new, strict=True) if apart(a, b)]


def apart(old, new):
    """Whether two boxes differ; what stands far down or is long is moved a little by each line of type in it."""
    (_name, x, y, wide, high), (_same, left, top, width, height) = old, new
    return (
        abs(x - left) > NEAR
        or abs(wide - width) > NEAR
        or abs(y - top) > NEAR + top / 100
        or abs(high - height) > NEAR + height / 100
    )


def test_the_main_pages_are_laid_out_as_in_the_current_browser(
    addresses, live_server, page_at, seen_by_88, tmp_path
):
    wrong = []
    page = page_at(1366)
    for name, (who, url) in addresses.items():
        client = Client()
        if who:
            client.force_login(User.objects.get(username=who))
        answer = client.get(url)
        assert answer.status_code == 200, url
        copy = tmp_path / f"{name}.html"
        base = f'<head><base href="{live_server.url}/">'
        copy.write_text(answer.content.decode().replace("<head>", base + ASK, 1), encoding="utf-8")
        old, shot = seen_by_88(copy, name)
        page.goto(copy.as_uri())
        new = json.loads(page.text_content("#said"))
        page.screenshot(path=tmp_path / f"{name}-now.png")
        if os.environ.get("PORTAL_SHOTS"):
            for picture in (shot, tmp_path / f"{name}-now.png"):
                Path(os.environ["PORTAL_SHOTS"], picture.name).write_bytes(picture.read_bytes())
        if shot.stat().st_size < BLANK:
            wrong.append(f"{name}: an empty picture")
        for word in ("frame", "verb", "title"):
            if old[word] != new[word]:
                wrong.append(f"{name}: {word} {old[word]} in 88, {new[word]} now")
        if len(old["boxes"]) < 8 or old["frame"] not in ("grid", "flex"):
            wrong.append(f"{name}: hardly anything on it, {old['frame']}")
        if old["wide"] > 1366:
            wrong.append(f"{name}: {old['wide']} pixels wide")
        wrong += [f"{name}: {line}" for line in moved(old["boxes"], new["boxes"])]
    assert not wrong, "\n".join(wrong)
