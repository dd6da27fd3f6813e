"""Whatever a program sends, REST answers with a sentence and never breaks (500), and so does every page asked nonsense.

The addresses are those of the URLconf, the bodies' fields those of the description; one firm has something of
every kind, so that each record's verbs are reached.
"""

import json
import re

import pytest
from django.urls import get_resolver

from .filled import fill
from .sitemap import list_routes, record_routes

NO_KEYS = ["²", "99999999999999999999"]
NO_BODIES = [b"[]", b'{"remark": "\\u0000"}', b'{"remark": "\\ud800"}']
NO_QUESTIONS = ["²", "a\x00", "99999999999999999999"]
NO_ANSWERS = [
    "²",
    9 * 10**18,
    ["a"],
    [9 * 10**18],
    [[]],
    "0001-01-01T00:00",
    "9999-12-31T23:59+14:00",
    {"a": 1},
    -1,
]


@pytest.fixture
def hejiang(world):
    return fill(world)


@pytest.fixture
def broken(client):
    """Sends a request and keeps what broke: the reason beside the address."""
    found = []
    client.raise_request_exception = False

    def send(method, url, *what, **how):
        if getattr(client, method)(url, *what, **how).status_code >= 500:
            found.append(f"{method} {url} {what}"[:300])

    send.found = found
    return send


def rest(urls):
    return [url for url in urls if url.startswith("/api/v1/") and not url.startswith("/api/v1/schema")]


def description(client):
    answer = client.get("/api/v1/schema/", HTTP_ACCEPT="application/vnd.oai.openapi+json")
    return json.loads(answer.content)["paths"]


def fields_of(described, path):
    """Names of the fields that POST to this address takes."""
    for pattern, ways in described.items():
        if "post" in ways and re.fullmatch(re.sub(r"{\w+}", "[^/]+", pattern), path):
            content = ways["post"].get("requestBody", {}).get("content", {})
            return list(content.get("application/json", {}).get("schema", {}).get("properties", ()))
    return []


def test_a_body_that_is_no_object_or_no_text_breaks_nothing(world, hejiang, client, broken):
    client.force_login(world.chen)
    for url in rest(list_routes(get_resolver()) + record_routes(get_resolver(), hejiang.keys)):
        for body in NO_BODIES:
            broken("post", url, body, content_type="application/json")
    assert not broken.found, "\n".join(broken.found)


def test_a_key_that_is_none_breaks_nothing(world, hejiang, client, broken):
    client.force_login(world.chen)
    for key in NO_KEYS:
        keys = {before: key for before in hejiang.keys if before.startswith("/api/v1/")}
        for url in record_routes(get_resolver(), keys):
            for method in ("get", "post"):
                broken(method, url)
    assert not broken.found, "\n".join(broken.found)


def test_a_question_that_is_none_breaks_nothing(world, hejiang, client, broken):
    client.force_login(world.chen)
    for path, ways in description(client).items():
        asked = [one["name"] for one in ways.get("get", {}).get("parameters", ()) if one["in"] == "query"]
        for name in asked if "{" not in path else ():
            for question in NO_QUESTIONS:
                broken("get", path, {name: question})
    assert not broken.found, "\n".join(broken.found)


def test_an_answer_that_is_none_breaks_nothing(world, hejiang, client, broken):
    client.force_login(world.chen)
    described = description(client)
    for path in rest(list_routes(get_resolver()) + record_routes(get_resolver(), hejiang.keys)):
        fields = fields_of(described, path)
        bodies = [dict.fromkeys(fields, answer) for answer in NO_ANSWERS]
        bodies += [{field: answer} for field in fields for answer in NO_ANSWERS[-2:]]
        for body in bodies if fields else ():
            broken("post", path, body, content_type="application/json")
    assert not broken.found, "\n".join(broken.found)
