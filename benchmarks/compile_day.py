"""What a compilation costs beside the best SQL for the same groupings, on the database of DATABASE_URL.

    python benchmarks/compile_day.py 2022-09-11

The limit is one hand-written statement a life, with nothing rolled up or named: what PostgreSQL itself needs.
"""

import os
import statistics
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhou_bubble.settings")

FIRMS = """
WITH running AS (
  SELECT l.enterprise_id FROM plans_loopstep s JOIN plans_loop l ON l.id = s.record_id
  WHERE s.occurred_at < %(as_of)s AND s.recorded_at <= %(known)s
  GROUP BY 1 HAVING sum((s.target = 'running')::int - (s.source = 'running')::int) > 0)
SELECT e.county_id, e.town_id, e.park_id, e.above_scale, r.enterprise_id IS NOT NULL, count(*),
       count(e.output_value), sum(e.output_value)
FROM enterprises_directoryentry e LEFT JOIN running r USING (enterprise_id)
WHERE e.year = (SELECT max(year) FROM enterprises_directoryentry WHERE year <= %(year)s)
  AND e.recorded_at <= %(known)s AND (e.superseded_at IS NULL OR e.superseded_at > %(known)s)
GROUP BY 1, 2, 3, 4, 5"""
PASSES = """
SELECT t.scope, p.channel, e.county_id, e.park_id, count(*)
FROM passes_passstep s JOIN passes_vehiclepass p ON p.id = s.record_id JOIN passes_passtype t ON t.id = p.type_id
LEFT JOIN enterprises_directoryentry e ON e.enterprise_id = p.enterprise_id AND e.year = %(year)s
  AND e.recorded_at <= %(known)s AND (e.superseded_at IS NULL OR e.superseded_at > %(known)s)
WHERE s.target = 'issued' AND s.source <> 'suspended' AND s.occurred_at < %(as_of)s AND s.recorded_at <= %(known)s
GROUP BY 1, 2, 3, 4"""
ENTRIES = """
SELECT w.level, w.park_id IS NOT NULL, e.county_id, count(*)
FROM (SELECT DISTINCT ON (record_id) record_id, target FROM whitelist_entrystep
      WHERE occurred_at < %(as_of)s AND recorded_at <= %(known)s
      ORDER BY record_id, occurred_at DESC, id DESC) s
JOIN whitelist_whitelistentry w ON w.id = s.record_id AND s.target = 'listed'
LEFT JOIN enterprises_directoryentry e ON e.enterprise_id = w.enterprise_id AND e.year = %(year)s
  AND e.superseded_at IS NULL
GROUP BY 1, 2, 3"""


def median(work, times=15):
    taken = []
    for _time in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def measured(day):
    """Milliseconds: ours, the best SQL, finding the days owed."""
    from django.db import connection

    from clock import clock
    from stats.compile import compile
    from stats.cutoff import cutoff_of
    from stats.services import days_owed

    as_of, known = cutoff_of(day), clock.now()
    given = {"as_of": as_of, "known": known, "year": day.year}

    def limit():
        with connection.cursor() as cursor:
            for statement in (FIRMS, PASSES, ENTRIES):
                cursor.execute(statement, given)
                cursor.fetchall()

    return median(lambda: compile(as_of, known)), median(limit), median(days_owed)


def main(day):
    import django

    django.setup()
    ours, best, owed = measured(day)
    print(f"{'compile a day':24}{ours:8.1f} ms   best SQL {best:6.1f} ms   ratio {ours / best:4.2f}")
    print(f"{'find the days owed':24}{owed:8.1f} ms")


if __name__ == "__main__":
    main(date.fromisoformat(sys.argv[1]))
