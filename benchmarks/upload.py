"""A phone sends a thousand records in one request, beside the bare insert of the same rows."""

import json
import time
import uuid

from django.db import connection

from .importing import undone
from .measuring import Row, officer, side_by_side, statements

RECORDS = 1000
ADDRESS = "/api/v1/checkpoint/records/"
CHECKS = """
INSERT INTO checkpoints_check (uid, seen_at, phone_at, received_at, how, plate, vehicle_pass_id, verdict, fault,
  list_number, action, known)
SELECT key, %(now)s, %(now)s, %(now)s, 'plate', plate, NULL, 'valid', '', 1, 'pass', 'not_found'
FROM unnest(%(keys)s::uuid[], %(plates)s) AS sent (key, plate)"""
PLACES = """
INSERT INTO checkpoints_checkplace (check_uid, post_id, device_id, shift_id, seen_at)
SELECT key, %(post)s, %(device)s, NULL, %(now)s FROM unnest(%(keys)s::uuid[]) AS key"""


def rows():
    from django.test import Client

    from checkpoints.services import enrol, make_code, open_post
    from clock import clock

    opens = officer("opens")
    unit = opens.posts[0].unit
    post = open_post(by=opens, name="G353白米卡口", region=unit.region, unit=unit)
    code, _until = make_code(post, by=opens)
    device, token = enrol(code, name="1号手机")
    client, now = Client(headers={"authorization": f"Device {token}"}), clock.now()
    plates = [f"川E{place:05}" for place in range(RECORDS)]

    def send(number):
        checks = [_check(plate, now) for plate in plates[:number]]
        body = json.dumps({"checks": checks, "shifts": []})
        answer = client.post(ADDRESS, body, content_type="application/json")
        assert list(answer.json()["outcomes"].values()) == ["taken"] * number, answer.content[:300]

    def best():
        said = {"now": now, "keys": [str(uuid.uuid4()) for _plate in plates], "plates": plates}
        with connection.cursor() as cursor:
            for sql in (CHECKS, PLACES):
                cursor.execute(sql, {**said, "post": post.pk, "device": device.pk})
                assert cursor.rowcount == RECORDS

    def undoing(work):
        return lambda: undone(work)

    undone(lambda: send(1))  # the first request of a process loads the site map
    few, many = (statements(undoing(lambda n=n: send(n))) - 2 for n in (100, RECORDS))  # without our undoing
    wall = side_by_side(undoing(lambda: send(RECORDS)), undoing(best), rounds=15, watch=time.perf_counter)
    yield Row("1,000 records of a phone", *wall, "1 s, ≤ 12", f"{few} / {many} at 100 / 1,000 (≤ 9)")


def _check(plate, now):
    """As a phone sends it; see ``docs/formats/checkpoint-list.md``."""
    seen = now.timestamp()
    said = {"how": "plate", "verdict": "valid", "list_number": 1, "action": "pass", "plate": plate}
    return {"uid": str(uuid.uuid4()), "seen_at": seen, "phone_at": seen, **said}
