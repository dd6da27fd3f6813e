"""Everything asks for a login but what is named here."""

from django.urls import get_resolver

from .sitemap import list_routes, routes

OPEN = {
    "/healthz",
    "/readyz",
    "/api/v1/schema/",
    "/api/docs/",
    "/sign-in/",
    "/preferences/theme/",
    "/preferences/language/",
    "/password/forgotten/",
    "/password/forgotten/sent/",
    "/password/new/done/",
    "/privacy/",  # whoever is asked for a name may read what becomes of it
    "/verify/",
    "/api/v1/verify/",  # the same question from a program
    "/papers/verify/",
    "/api/v1/keys/",
    "/checkpoint/",  # the same page for everybody: whose phone it is stands in the phone
    "/checkpoint/worker.js",
    "/checkpoint/manifest.webmanifest",
    "/api/v1/checkpoint/enrol/",  # answers a one-time code
}


def test_every_address_asks_for_a_login_but_those_named(world, client):
    open_ = set()
    for url in list_routes(get_resolver()):
        response = client.get(url)
        asked = response.status_code == 401 or (
            response.status_code == 302 and response.headers["Location"].startswith("/sign-in/")
        )
        if not asked:
            open_.add(url)
    assert open_ <= OPEN, f"open without a login: {sorted(open_ - OPEN)}"
    assert {"/healthz", "/sign-in/"} <= open_


def test_no_address_answers_with_an_error_of_ours(world, client):
    client.force_login(world.chen)
    for url in list_routes(get_resolver()):
        if url != "/readyz":  # tells by 503 that this test has no worker
            assert client.get(url).status_code < 500, url


def test_the_schema_describes_every_rest_address(world, client):
    paths = client.get("/api/v1/schema/?format=json").json()["paths"]
    lists = [url for url in list_routes(get_resolver()) if url.startswith("/api/v1/") and url != "/api/v1/"]
    missing = [url for url in lists if url not in paths and url != "/api/v1/schema/"]
    assert not missing


# What a record's own address opens without a login: each is a task or an answer for whoever holds the address.
OPEN_RECORDS = {
    "d/<uuid:uid>/",  # the driver's page of one pass: what its paper shows, without names and telephones
    "c/<str:token>/",  # a collection link: one task of one firm, behind the ending of its phone
}


def test_the_only_task_open_to_a_stranger_is_behind_a_link(world):
    opened = {
        route.lstrip("/")
        for route, entry in routes(get_resolver())
        if route.startswith(("/c/", "/d/")) and not getattr(entry.callback, "login_required", True)
    }
    assert opened == OPEN_RECORDS
