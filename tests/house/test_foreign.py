"""Whoever's place lies elsewhere changes nothing of a foreign one: every verb × role × record, by page and REST.

Made from the URLconf: every record's address must either be filled in with one of Hejiang's, or be named here as
of no place; a new address is in neither and fails. Every verb of every life is pressed at it, and every way of
REST it knows; lists are told foreign keys in the body. Nothing answers but 403, 404 or 405, and no deed comes.
"""

import pytest
from django.apps import apps
from django.urls import get_resolver

from accounts.models import Unit
from enterprises.models import Enterprise
from passes.services import accept_pass, issue_pass, recommend_pass
from workflow.models import Deed

from .filled import fill
from .sitemap import keyless_routes, list_routes, methods, methods_of, record_routes
from .test_leaks import LOOKED_AFTER

OUTSIDERS = ["zhao", "gao", "zhou", "hu", "ma", "guan", "ren", "system", "security", "auditadmin"]
# Whose address is of no place: facts for all, desks of the three administrators, what a code or day opens.
OF_NO_PLACE = (
    "/api/v1/units/",
    "/api/v1/people/",
    "/api/v1/sign-ins/",
    "/api/v1/control-periods/",
    "/api/v1/plan-rules/",
    "/api/v1/plan-routes/",
    "/api/v1/pass-types/",
    "/passes/types/",
    "/api/v1/pass-issues/",  # the city's desks and the audit office alone
    "/api/v1/readings/",  # who read personal data: for those who watch
    "/api/v1/duty-shifts/",  # every roster is there to be telephoned
    "/password/new/",
    "/people/",
    "/units/",
    "/periods/",
    "/enterprises/import/",
    "/api/v1/imports/",
    "/plans/routes/",
    "/plans/rules/",
    "/duty/",
    "/papers/verify/",
    "/V/",
    "/v/",
    "/c/",
    "/api/v1/pass-reconciliations/",  # nightly counts of signatures
    "/statistics/",
)


@pytest.fixture
def hejiang(world):
    """Hejiang has something of every kind; transport looks after other goods than Shanda's."""
    filled = fill(world)
    Unit.objects.filter(pk=world.transport.pk).update(goods=["daily_necessities"])
    return filled


def lives():
    return [model for model in apps.get_models() if getattr(model, "MOVES", None)]


def test_every_record_s_address_is_walked_or_is_of_no_place(world, hejiang):
    left = {
        route
        for route in keyless_routes(get_resolver(), hejiang.keys)
        if not route.startswith(OF_NO_PLACE) and ":format>" not in route and "<format>" not in route
    }
    assert left == set(), "give tests/house/filled.py a key for these"


def test_every_record_is_there_for_those_whose_it_is(world, hejiang, client):
    """The other side: an address whose key is wrong would be 404 to everybody."""
    issue(world, hejiang.vehicle_pass)  # from then on the driver has a page
    seen = set()
    for who in (world.chen, world.sun, world.li, world.luo, world.qian):
        client.force_login(who)
        seen |= {url for url in {*walked(hejiang)} - seen if client.get(url).status_code != 404}
    assert set(walked(hejiang)) - seen == set()


def issue(world, made):
    Unit.objects.filter(pk=world.transport.pk).update(goods=[made.goods_category])
    accept_pass(made, by=world.sun)
    recommend_pass(made, by=world.ren)
    issue_pass(made, by=world.chen)


def walked(hejiang):
    return record_routes(get_resolver(), hejiang.keys)


def test_no_verb_reaches_a_foreign_record(world, hejiang, client):
    for who in OUTSIDERS:
        client.force_login(world.people[who])
        no_verb_reaches(world, hejiang, client, who)


def no_verb_reaches(world, hejiang, client, who):
    wrong = []
    for url in walked(hejiang):
        ways = methods(url) if who == OUTSIDERS[0] else methods_of(url)  # one is told 405 by the others
        tries = [getattr(client, way)(url) for way in ways]
        if not url.startswith("/api/"):
            tries += [client.post(url, {"verb": verb, "key": verb}) for verb in life_of(url, hejiang)]
        wrong += [f"{one.request['REQUEST_METHOD']} {url}" for one in tries if not refused(one)]
    theirs = tuple(LOOKED_AFTER.get(who, ()))
    assert [one for one in wrong if not one.startswith(theirs)] == [], who
    assert not Deed.objects.filter(by=world.people[who]).exists()


def test_no_list_takes_a_foreign_key_in_what_it_is_told(world, hejiang, client):
    """Verbs over many, beginnings and imports: told Hejiang's firm, park, plan or loop they do nothing with it."""
    for who in OUTSIDERS:
        client.force_login(world.people[who])
        no_list_takes(world, hejiang, client, who)


def no_list_takes(world, hejiang, client, who):
    firm, keys = world.shanda, hejiang.keys
    own = Enterprise.objects.visible_to(world.people[who]).values_list("pk", flat=True)
    rows = sorted({key for key in keys.values() if isinstance(key, int)} - {*own} | {firm.pk})
    said = {
        "selected": rows,
        "plans": rows,
        "links": rows,
        "loops": rows,
        "enterprise": firm.credit_code,
        "enterprises": firm.credit_code,
        "park": world.port.pk,
        "region": "510522",
        "subject": "防疫",
        "text": f"{firm.credit_code} 181",
        "do": "order",
        "confirm": "1",
        "task": "confirm",
        "source": "blank",
        "digest": "0" * 64,
        "ground": "seal",
        "facts": "封条被撕",
        "key": "foreign",
    }
    many = [
        "",
        "file",
        "accept",
        "revoke",
        "submit",
        "blank",
        "last",
        "link-start",
        "link-confirm",
        "pack",
        "slips",
    ]
    for url in list_routes(get_resolver()):
        if "sign-out" in url or url.startswith(("/password", "/sign-in", "/preferences", "/readyz")):
            continue
        if url.startswith("/api/"):
            answers = [client.post(url, said, content_type="application/json")]
        else:
            answers = [
                client.post(url, {**said, "verb": verb}) for verb in (many if "many" in url else many[:1])
            ]
        for answer in answers:
            assert answer.status_code < 500, url
            text = answer.getvalue().decode("utf-8", "replace")
            assert firm.name not in text and "29087.8" not in text, f"{who} is told of Shanda by {url}"
    done = Deed.objects.filter(by=world.people[who])
    assert not done.exists(), (who, list(done.values_list("verb", "kind")))


def refused(answer):
    """Not found, not allowed, or no such way; a door to sign in at is none for who is signed in."""
    return answer.status_code in {403, 404, 405}


def life_of(url, hejiang):
    """The verbs pressed at this address: those of the record whose own page it is, or its joint check."""
    for model in lives():
        start = (
            model(pk=0).get_absolute_url().removesuffix("0/") if hasattr(model, "get_absolute_url") else None
        )
        if start in hejiang.keys and url.removesuffix("check/") == f"{start}{hejiang.keys[start]}/":
            return model.MOVES
    return {}
