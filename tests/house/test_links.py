"""Nobody is led to a page that does not open: every link of every page, from the first page on, for each role."""

import re
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest

from clock import clock
from stats.services import compile_day

from .filled import fill

LINK = re.compile(r'href="([^"#]+)')
KEY = re.compile(r"\d{4}-\d\d-\d\d|[0-9a-f-]{36}|[0-9A-Z]{18}|\b\d+\b")


@pytest.mark.parametrize("who", ["li", "luo", "sun", "chen", "ren", "guan", "system"])
def test_every_link_opens_for_whoever_is_shown_it(world, client, who):
    fill(world)
    compile_day(clock.today() - timedelta(days=1))
    client.force_login(world.people[who])
    found, closed, forms = [("/", "")], [], set()
    while found:
        url, shown_on = found.pop()
        if KEY.sub("N", url) in forms:  # one of a kind
            continue
        forms.add(KEY.sub("N", url))
        response = client.get(url)
        if response.status_code >= 400 and url != "/readyz":
            closed.append(f"{url} on {shown_on}: {response.status_code}")
        if response.streaming or "html" not in response.headers.get("Content-Type", ""):
            continue
        for link in LINK.findall(response.text):
            parts = urlsplit(urljoin(url, link.replace("&amp;", "&")))
            if (
                not parts.scheme
                and not parts.netloc
                and not parts.query
                and not parts.path.startswith("/static/")
            ):
                found.append((parts.path, url))
    assert len(forms) > 10, "the pages lead nowhere"
    assert not closed
