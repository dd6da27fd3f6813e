"""The leak test, made from the URLconf: what lies in a foreign place is not to be seen by any way in.

Every list (page and REST), with every export, filter, sort and its count; every record; for every role. Apps
join by being in the URLconf. The marker is the name and code of a firm (and its park) in Hejiang; nobody whose
place lies elsewhere may read either, nor find it by narrowing a list to it.
"""

import json

import pytest
from django.urls import get_resolver

from .looked import reaches, watch
from .sitemap import list_routes, record_routes

NO_LISTS = {"/api/v1/schema/", "/api/docs/", "/readyz", "/healthz"}
# The three who look after accounts read in which unit a person sits: a firm's unit too, and nothing else of the firm.
ACCOUNT_DESKS = ("/people/", "/units/", "/api/v1/people/", "/api/v1/units/")
# What of a foreign record they look after: whose powers somebody acts under, and what opens the REST.
LOOKED_AFTER = {
    "system": {"GET /acting/", "GET /api/v1/acting-powers/", "POST /acting/", "POST /api/v1/acting-powers/"},
    "security": {"GET /acting/", "GET /api/v1/acting-powers/", "POST /tokens/"},
    "auditadmin": {"GET /acting/", "GET /api/v1/acting-powers/"},
}
# The REST description is the same for everybody, and slow to make.
LISTS = [url for url in list_routes(get_resolver()) if url not in NO_LISTS]
FOREIGN = ["zhao", "gao", "hu", "guan", "system", "security", "auditadmin"]


@pytest.fixture
def hejiang(world):
    """Something of every kind filed under the Hejiang firm and park."""
    from .filled import fill

    return fill(world)


def told(response):
    """All that a response says: its body, whether streamed or not."""
    body = response.getvalue()
    if body[:2] == b"PK":  # a spreadsheet is a zip of XML
        import io
        import zipfile

        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"".join(archive.read(name) for name in archive.namelist())
    return body.decode("utf-8", "replace")


@pytest.mark.parametrize("who", FOREIGN)
def test_no_list_tells_of_a_foreign_firm(world, hejiang, client, monkeypatch, who):
    watch(monkeypatch)
    client.force_login(world.people[who])
    for url in LISTS:
        secrets = {*hejiang.secrets, hejiang.unit}
        if who in LOOKED_AFTER and url.startswith(ACCOUNT_DESKS):
            secrets.remove(hejiang.unit)
        useless = "export" if url.startswith("/api/") else "format"  # a page's and REST's own word for a file
        plain = client.get(url)
        if plain.status_code in {302, 401, 403, 404}:
            continue
        for query in hejiang.questions:
            if useless in query or (query and not reaches(plain, query)):
                continue
            response = client.get(url, query) if query else plain
            if response.status_code in {302, 401, 403, 404, 400, 405, 406}:  # 401: phones alone
                continue
            assert response.status_code == 200, (who, url, query)
            text = told(response)
            asked = str(query.values())  # the page may say back what was asked
            for secret in secrets:
                assert secret in asked or secret not in text, f"{who} reads {secret} at {url} {query}"


@pytest.mark.parametrize("who", FOREIGN)
def test_no_record_of_a_foreign_firm_opens(world, hejiang, client, who):
    client.force_login(world.people[who])
    opened = set()
    for url in record_routes(get_resolver(), hejiang.keys):
        for way, method in (("GET", client.get), ("POST", client.post)):
            if method(url).status_code not in {403, 404, 405}:
                opened.add((way, url))
    desks = tuple(LOOKED_AFTER.get(who, ()))
    assert {f"{way} {url}" for way, url in opened if not f"{way} {url}".startswith(desks)} == set()
    assert len({desk for desk in desks for way, url in opened if f"{way} {url}".startswith(desk)}) == len(
        desks
    )


def test_narrowing_a_list_counts_nothing_foreign(world, hejiang, client, monkeypatch):
    watch(monkeypatch)
    client.force_login(world.zhao)
    for url in LISTS:
        if not url.startswith("/api/"):
            continue
        plain = client.get(url)
        for query in [query for query in hejiang.questions if "q" in query and reaches(plain, query)]:
            response = client.get(url, query)
            if response.status_code == 200 and response.headers["Content-Type"] == "application/json":
                answer = json.loads(response.content)
                if isinstance(answer, dict) and "count" in answer:
                    assert answer["count"] == 0, f"{url} {query}"


def test_the_city_does_read_it(world, hejiang, client):
    """The other side of the coin: the marker is really there to be found."""
    client.force_login(world.chen)
    found = [url for url in LISTS if hejiang.secrets[0] in told(client.get(url))]
    assert len(found) >= 4, found
