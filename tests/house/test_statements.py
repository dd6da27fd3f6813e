"""A list costs the same few statements whatever its length: every list of the URLconf, by page and by REST."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from .crowd import crowd
from .sitemap import list_routes

MOST = 6


def lists(client):
    """Addresses that answer with a list."""
    for url in list_routes(get_resolver()):
        response = client.get(url)
        if response.status_code != 200:
            continue
        context = getattr(response, "context", None)
        paged = context is not None and ("listing" in context or "page" in context)
        if paged or (response.headers["Content-Type"] == "application/json" and "results" in response.json()):
            yield url


def statements(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("who", ["sun", "chen", "li"])
def test_every_list_takes_six_statements_at_1_50_and_100_rows(world, client, who):
    client.force_login(world.people[who])
    taken = {}
    for rows in (1, 50, 100):
        crowd(world, rows)
        for url in lists(client):
            counts, number = taken.setdefault(url, []), statements(client, url)
            if not counts or number != counts[0]:
                # Once a minute the clock is read or a sign of life written; that is not the list's.
                number = min(number, statements(client, url))
            counts.append(number)
    assert len(taken) >= 12
    assert {url: counts for url, counts in taken.items() if max(counts) > MOST or len(set(counts)) > 1} == {}
