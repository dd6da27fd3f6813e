"""After a month a record no longer tells where it was made; how many there were stays."""

from datetime import timedelta

from django.conf import settings
from django.db import connection

from clock import clock

# One statement, and so whole or not at all: what is taken away is counted in the same breath, and a second run finds
# nothing left to count.
FORGET = """
WITH gone AS (
  DELETE FROM checkpoints_checkplace WHERE seen_at < %s RETURNING check_uid, post_id, seen_at
), counted AS (
  SELECT gone.post_id, date_trunc('hour', gone.seen_at) AS hour, was.verdict, was.action, count(*) AS count
  FROM gone JOIN checkpoints_check was ON was.uid = gone.check_uid
  GROUP BY 1, 2, 3, 4
), written AS (
  INSERT INTO checkpoints_placetotal AS old (post_id, hour, verdict, action, count)
  SELECT post_id, hour, verdict, action, count FROM counted
  ON CONFLICT (post_id, hour, verdict, action) DO UPDATE SET count = old.count + EXCLUDED.count
)
SELECT count(*) FROM gone
"""


def forget_places():
    """Returns how many records lost their place."""
    before = clock.now() - timedelta(days=settings.CHECKPOINT_PLACE_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [before])
        return cursor.fetchone()[0]
