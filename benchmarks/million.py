"""A list of a million passes: the last page beside the first, and a plate found by its last four; page and REST.

The passes are made by one SQL statement. Times are whole answers, through all of Django.
"""

import statistics
import time

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from . import PLAIN
from .issuing import recommended
from .measuring import Row, officer, side_by_side

PASSES = 1_000_000
LETTERS = "ABCDEFGHJK"
MADE = {"id", "uid", "plate", "number", "status", "issued_at", "moved_at", "due_at", "validity"}
MADE |= {"slot", "code", "batch_id"}  # empty
FILL = """
INSERT INTO passes_vehiclepass ({columns}, uid, plate, number, status, issued_at, moved_at, due_at, validity)
SELECT {told}, gen_random_uuid(),
       '川' || substr(%(letters)s, 1 + n %% 10, 1) || lpad((n / 10)::text, 5, '0'),
       '21-' || lpad(n::text, 6, '0') || '-' || lpad((n %% 97)::text, 2, '0'),
       CASE WHEN n %% 50 = 0 THEN 'revoked' ELSE 'issued' END,
       at, at, NULL, tstzrange(at, at + interval '7 days')
FROM (SELECT n, now() - n * interval '31 seconds' AS at FROM generate_series(0, %(passes)s - 1) n) made,
     (SELECT * FROM passes_vehiclepass WHERE id = %(like)s) t"""


def rows():
    with override_settings(STORAGES=settings.STORAGES | PLAIN):
        yield from measured()


def measured():
    user = officer("looks")
    fill(user)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)

    def timed(first, other, rounds=15):
        return side_by_side(
            lambda: asked(client, first), lambda: asked(client, other), rounds=rounds, watch=time.perf_counter
        )

    cursor = last_cursor()
    for name, path in (("page", "/passes/"), ("REST", "/api/v1/passes/")):
        first = f"{path}?ordering=-issued_at"
        asked(client, f"{first}&cursor={cursor}", last=True)
        ours, limit = timed(f"{first}&cursor={cursor}", first)
        yield Row(f"{name}: last 50 of a million beside the first", ours, limit, "ratio ≤ 1.2")
    for name, path in (("page", "/passes/"), ("REST", "/api/v1/passes/")):
        whole, _again = timed(f"{path}?q=4321", f"{path}?q=8765", rounds=9)
        told = f"the whole answer {whole:.0f} ms"
        yield Row(
            f"{name}: a plate by its last four", searching(client, f"{path}?q=6543"), 0, "≤ 50 ms", told
        )


def searching(client, url, rounds=9):
    """Milliseconds in the database of an answer of fifty rows and their count, the median."""
    spent = []
    for _round in range(rounds):
        with CaptureQueriesContext(connection) as asked_for:
            asked(client, url)
        spent.append(sum(float(one["time"]) for one in asked_for.captured_queries) * 1000)
    return statistics.median(spent)


def asked(client, url, last=False):
    answer = client.get(url)
    assert answer.status_code == 200
    if last and answer["Content-Type"] == "application/json":
        body = answer.json()
        assert len(body["results"]) == 50 and body["next"] is None and body["count"] >= PASSES


def last_cursor():
    """Where the last page begins: after the 51st from the end of those issued, with those never issued after it."""
    from passes.models import VehiclePass
    from ui.keyset import encode

    never = VehiclePass.objects.filter(issued_at=None).order_by("-pk").values_list("pk", flat=True)
    if (left := never.count()) > 50:
        return encode(0, "-issued_at", None, never[left - 51])
    issued = VehiclePass.objects.filter(issued_at__isnull=False).order_by("issued_at", "pk")
    moment, key = issued.values_list("issued_at", "pk")[50 - left]
    return encode(0, "-issued_at", moment, key)


def fill(user):
    """A million issued passes like one of those there are."""
    from passes.models import VehiclePass

    like = recommended(user, officer("asks"))[0]
    columns = [field.column for field in VehiclePass._meta.concrete_fields if field.column not in MADE]
    with connection.cursor() as cursor:
        statement = FILL.format(columns=", ".join(columns), told=", ".join(f"t.{one}" for one in columns))
        cursor.execute(statement, {"letters": LETTERS, "passes": PASSES, "like": like})
        cursor.execute("VACUUM ANALYZE passes_vehiclepass")
