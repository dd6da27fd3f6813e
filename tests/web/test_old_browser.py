"""The main pages in Chromium 88, which offices still have: laid out, styled, nothing blank."""

import re
import subprocess

import pytest
from django.test import Client

from tests.browser import OLD_ARGUMENTS
from tests.house.filled import fill

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BLANK = 12_000  # bytes; an empty window of this size is some 5 kB as PNG
ASK = """<script>addEventListener("load", () => {
  const style = one => getComputedStyle(document.querySelector(one));
  document.title = [style("%s").display, style("%s").backgroundColor].join("|");
});</script>"""


@pytest.mark.parametrize(
    ("who", "url", "frame", "verb"),
    [
        (None, "/sign-in/", ".lb-gate", ".btn-primary"),
        ("chen", "/enterprises/", ".lb-shell", ".btn-primary"),
        ("sun", "/whitelist/", ".lb-shell", ".btn-primary"),
    ],
)
def test_an_old_browser_shows_the_page(world, live_server, chromium_88, tmp_path, who, url, frame, verb):
    fill(world)
    client = Client()
    if who:
        client.force_login(world.people[who])
    # The old program takes no cookie on its command line: it is given the page as the person got it.
    page = client.get(url).content.decode()
    copy = tmp_path / "page.html"
    asked = f'<head><base href="{live_server.url}/">{ASK % (frame, verb)}'
    copy.write_text(page.replace("<head>", asked, 1), encoding="utf-8")
    shot = tmp_path / "page.png"
    options = [*OLD_ARGUMENTS, "--window-size=1366,768", "--virtual-time-budget=5000"]
    ways = {"cwd": tmp_path, "capture_output": True, "timeout": 90}
    subprocess.run([chromium_88, *options, f"--screenshot={shot}", copy.as_uri()], **ways)
    assert shot.stat().st_size > BLANK
    dumped = subprocess.run([chromium_88, *options, "--dump-dom", copy.as_uri()], **ways).stdout.decode()
    [said] = re.findall(r"<title>(.*?)</title>", dumped)
    assert said in {"grid|rgb(28, 75, 130)", "flex|rgb(28, 75, 130)"}, said
