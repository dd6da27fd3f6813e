"""The city admits 711 nominated firms by one press, beside the one statement that moves and steps them."""

import time

from django.db import connection

from .importing import undone
from .measuring import Row, officer, side_by_side, statements

RECORDS = 711
BEST = """
WITH moved AS (
  UPDATE whitelist_whitelistentry SET status = 'listed', moved_at = %(now)s
  WHERE id = ANY(%(keys)s) AND status = 'nominated' RETURNING id)
INSERT INTO whitelist_entrystep (record_id, deed_id, source, target, occurred_at, recorded_at)
SELECT id, %(deed)s, 'nominated', 'listed', %(now)s, %(now)s FROM moved"""


def rows():
    from clock import clock
    from enterprises.models import Enterprise
    from whitelist.models import WhitelistEntry
    from whitelist.services import nominate
    from workflow.models import Deed
    from workflow.moves import make_moves

    files, admits = officer("files"), officer("admits")
    entries = nominate(
        list(Enterprise.objects.all()[:RECORDS]),
        by=files,
        category="livelihood",
        effective_from=clock.today(),
    )
    keys, deed = [entry.pk for entry in entries], Deed.objects.get(verb="nominate")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE whitelist_whitelistentry, whitelist_entrystep")

    def press(number):
        done = make_moves(WhitelistEntry.objects.filter(pk__in=keys[:number]), "list", by=admits)
        assert len(done.moved) == number

    def best():
        with connection.cursor() as cursor:
            cursor.execute(BEST, {"now": clock.now(), "keys": keys, "deed": deed.pk})
            assert cursor.rowcount == RECORDS

    def undoing(work):
        return lambda: undone(work)

    undone(lambda: press(1))  # who the officer is is asked once a request
    few, many = (statements(undoing(lambda n=n: press(n))) - 2 for n in (50, RECORDS))  # without our undoing
    wall = side_by_side(undoing(lambda: press(RECORDS)), undoing(best), rounds=25, watch=time.perf_counter)
    yield Row("one verb on 711 records", *wall, "ratio ≤ 5", f"{few} / {many} at 50 / 711 (≤ 12)")
