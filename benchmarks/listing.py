"""A REST list of 50 of 100,000 firms beside a view written by hand.

The view by hand has the same token, permission, visibility, columns and count: values(), one loop, orjson.
"""

import orjson
from django.db import connection
from django.db.models import FilteredRelation, Q, Subquery
from django.http import HttpResponse
from django.test import RequestFactory
from rest_framework.views import APIView

from .measuring import Row, officer, side_by_side, statements

FIRMS = 100_000
PLAIN = (
    "name",
    "credit_code",
    "industry_code",
    "industry",
    "contact_name",
    "contact_phone",
    "liaison_name",
    "disqualified_at",
)
NAMED = (
    "county__code",
    "county__name",
    "town__code",
    "town__name",
    "park__name",
    "entry__above_scale",
    "entry__output_value",
    "entry__employees",
)


def rows():
    from accounts.tokens import create_token
    from enterprises.api import EnterpriseViewSet

    user = officer("reads")
    fill()
    _token, key = create_token(user, name="bars")
    view, by_hand = EnterpriseViewSet.as_view({"get": "list"}), ByHand.as_view()
    factory = RequestFactory(headers={"Authorization": f"Token {key}"})

    def ours():
        return view(factory.get("/api/v1/enterprises/"))

    def limit():
        return by_hand(factory.get("/api/v1/enterprises/"))

    same(orjson.loads(ours().content), orjson.loads(limit().content))
    count = statements(ours)
    for work in (ours, limit):
        for _time in range(20):
            work()
    cpu = side_by_side(ours, limit, rounds=31, each=5)
    yield Row("REST list, 50 of 100,000 firms (CPU)", *cpu, "ratio ≤ 1.3", f"{count} (≤ 6)")


def same(ours, by_hand):
    """Both tell the same firms with the same answers."""
    assert ours["count"] == by_hand["count"] and len(ours["results"]) == 50
    assert ours["results"] == by_hand["results"], (ours["results"][0], by_hand["results"][0])


def fill():
    """Firms with a directory line up to 100,000, by SQL: their making is no part of the bar."""
    with connection.cursor() as cursor:
        made = "enterprises_enterprise", "credit_code", "'X' || lpad((row_number() over ())::text, 17, '0')"
        _copies(
            cursor,
            *made,
            "t, generate_series(1, 100) LIMIT %s - (SELECT count(*) FROM enterprises_enterprise)",
        )
        made = "enterprises_directoryentry", "enterprise_id", "e.id"
        lined = "(SELECT enterprise_id FROM enterprises_directoryentry)"
        _copies(
            cursor,
            *made,
            f"t, enterprises_enterprise e WHERE t.id = (SELECT min(id) FROM"
            f" enterprises_directoryentry) AND e.id NOT IN {lined} LIMIT %s",
        )
        cursor.execute("ANALYZE")


def _copies(cursor, table, key, value, rest):
    """Copies of rows of a table under other values of ``key``."""
    cursor.execute(
        "SELECT string_agg(quote_ident(column_name), ',') FROM information_schema.columns"
        " WHERE table_name = %s AND column_name <> ALL(%s)",
        [table, ["id", "unit_id", key]],
    )
    [columns] = cursor.fetchone()
    told = ",".join(f"t.{column}" for column in columns.split(","))
    cursor.execute(
        f"INSERT INTO {table} ({key},{columns}) SELECT {value},{told} FROM {table} {rest}", [FIRMS]
    )


class ByHand(APIView):
    """What one would write for this one list, and nothing else."""

    def get(self, request):
        from enterprises.models import DirectoryEntry, Enterprise

        year = DirectoryEntry.objects.current().order_by("-year").values("year")[:1]
        line = Q(directory__superseded_at=None, directory__year=Subquery(year))
        firms = Enterprise.objects.visible_to(request.user)
        page = firms.annotate(entry=FilteredRelation("directory", condition=line)).order_by("pk")
        body = {"count": firms.count(), "results": [shaped(row) for row in page.values(*PLAIN, *NAMED)[:50]]}
        return HttpResponse(orjson.dumps(body), content_type="application/json")


def shaped(row):
    output = row["entry__output_value"]
    return {
        **{name: row[name] for name in PLAIN},
        "county": {"code": row["county__code"], "name": row["county__name"]},
        "town": {"code": row["town__code"], "name": row["town__name"]} if row["town__code"] else None,
        "park": row["park__name"],
        "above_scale": row["entry__above_scale"],
        "output_value": None if output is None else str(output),
        "employees": row["entry__employees"],
    }
