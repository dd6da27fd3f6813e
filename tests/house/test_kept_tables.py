"""Pages and REST keep to the tables: whoever sees a record and may not do a verb is told 403, whatever they send.

The tables are those kept beside each app's tests (``matrix_*.txt``), so what the city or the auditor may do in a
county is read there, not here. Each press is undone, so that every record is met as it stood.
"""

import pytest
from django.db import connection, transaction
from django.urls import get_resolver

from tests.matrix import kept_table
from tests.periods.stories import announced

from .filled import fill
from .sitemap import list_routes, methods_of, record_routes, routes
from .test_lives import LIVES, TESTS, pressed, view_set_of

# Who sees Hejiang's records though their place is the whole city; beside them those whose they are.
# Not Luo: Sun lent him the county's powers (``filled.py``).
WHO = ["chen", "he", "xuming", "sun", "xu", "li"]
SAID = {"remark": "试", "basis": "第1号"}
# One's own inbox, password, second factor and keys are one's own to change.
OF_ONESELF = (
    "/notices/",
    "/api/v1/notices/",
    "/account/",
    "/password/",
    "/preferences/",
    "/tokens/",
    "/sign-",
)
# What reading leaves behind: the session, that telephones were read, the paper made for who asks for a PDF, the count of
# questions at the public page; and the row at which those who issue wait for one another, with no number spent.
WRITTEN_BY_READING = {"django_session", "accounts_reading", "papers_paper", "passes_asking", "passes_serial"}


@pytest.fixture
def hejiang(world):
    filled = fill(world)
    announced(world)
    return filled


def table_of(model):
    """The kept table whose verbs are this life's."""
    for path in TESTS.joinpath(model._meta.app_label).glob("matrix_*.txt"):
        table = kept_table(path)
        if {verb for verb, _status in table} >= set(pressed(model)):
            return table
    raise AssertionError(f"no table of {model}")


def rest_of(model, record, verb):
    """Where the verb is pressed by REST."""
    view_set = view_set_of(model)
    ending = f"/{verb.replace('_', '-')}/"
    found = [
        route
        for route, entry in routes(get_resolver())
        if getattr(entry.callback, "cls", None) is view_set
        and route.endswith(ending)
        and route.count("<") == 1
    ]
    start, rest = found[0].split("<", 1)
    return f"{start}{getattr(record, view_set.lookup_field)}{rest[rest.index('>') + 1 :]}"


def undone(way, *args, **kwargs):
    with transaction.atomic():
        answer = way(*args, **kwargs)
        transaction.set_rollback(True)
    return answer.status_code


@pytest.mark.parametrize("model", LIVES, ids=lambda model: model.__name__)
def test_what_the_table_forbids_is_403_by_page_and_by_rest(world, hejiang, client, model):
    table, asked, wrong = table_of(model), 0, []
    for who in WHO:
        client.force_login(world.people[who])
        for record in model.objects.visible_to(world.people[who]):
            for verb in pressed(model):
                cell = table.get((verb, record.status), {}).get(who, "")
                by_rest = undone(
                    client.post, rest_of(model, record, verb), SAID, content_type="application/json"
                )
                by_page = undone(client.post, record.get_absolute_url(), {"verb": verb, **SAID})
                asked += cell == "403"
                if cell == "403":
                    fine = by_rest == 403 and by_page in {403, 404}
                else:
                    fine = by_rest < 500 and by_page < 500 and 403 not in {by_rest, by_page}
                if not fine:
                    wrong.append((who, verb, record.status, cell, by_rest, by_page))
    assert wrong == []
    assert asked, "nobody was there to be told no"


def test_the_auditor_changes_nothing(world, hejiang, client):
    """Every record's address and every list, by every way: afterwards each table holds what it held before."""
    client.force_login(world.xuming)
    said = {**SAID, "enterprise": world.shanda.credit_code, "do": "order", "confirm": "1", "source": "blank"}
    failed, before = [], contents()
    for url in sorted({*record_routes(get_resolver(), hejiang.keys), *list_routes(get_resolver())}):
        if url.startswith(OF_ONESELF):
            continue
        form = {"content_type": "application/json"} if url.startswith("/api/") else {}
        for way in methods_of(url):
            answer = getattr(client, way)(url, said, **({} if way == "get" else form))
            if answer.status_code >= 500 and url != "/readyz":
                failed.append((answer.request["REQUEST_METHOD"], url, answer.status_code))
    assert failed == []
    after = contents()
    assert {table for table in before if before[table] != after[table]} <= WRITTEN_BY_READING


def contents():
    """{table: the digest of all its rows}."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT md5(string_agg(t::text, '\n' ORDER BY t::text)) FROM \"{table}\" t")
            [found[table]] = cursor.fetchone()
    return found
