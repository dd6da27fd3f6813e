"""kill -9 of any part under script/run: the start says which part it was and ends whole; the next one has it all."""

import json
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg2
import pytest

from .portal import ROOT, Run, bare, published

sys.path.insert(0, str(ROOT / "script"))
from _home import Home

pytestmark = pytest.mark.xdist_group("sudden ends")
CAST = """
import django; django.setup()
from accounts.tokens import create_token
from passes.types import ensure_pass_types
from tests.cast import build_world
world = build_world()
ensure_pass_types({"city_emergency": world.bureau})
print(create_token(world.li, name="test", write=True)[1])
"""
APPLICATION = {
    "type": "city_emergency",
    "enterprise": "91510522MANKHCJF0B",
    "plate_colour": "yellow",
    "driver_name": "赵师傅",
    "driver_phone": "13900000001",
    "goods_category": "raw_materials",
    "goods_name": "钢材",
    "origin": "510522",
    "destination": "510502",
}
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()  # the portal runs by real time
DAYS = {"first_day": str(TODAY), "last_day": str(TODAY + timedelta(days=6))}


def cast(home):
    """The cast moves in; returns Li's key for REST."""
    secrets = json.loads((home / "secrets.json").read_text())
    env = bare() | secrets | published(home) | {"DJANGO_SETTINGS_MODULE": "luzhou_bubble.settings"}
    words = [sys.executable, "-c", CAST]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return done.stdout.strip()


def press(portal, key, number):
    """Li asks for a pass under a key of its own. Returns the status and the answer."""
    body = json.dumps(APPLICATION | {"plate": f"川E{10000 + number}"} | DAYS).encode()
    headers = {"Authorization": f"Token {key}", "Content-Type": "application/json"}
    headers["Idempotency-Key"] = f"press-{number}"
    ask = urllib.request.Request(f"{portal.address}/api/v1/passes/", body, headers)
    with urllib.request.urlopen(ask, timeout=20) as answer:
        return answer.status, json.load(answer)


def test_postgres_killed_while_passes_are_asked_for(home):
    """Whatever was answered is there afterwards, and what is sent again takes effect once."""
    acknowledged, sent = {}, []
    with Run(home, "--no-demo").ready() as portal:
        key = cast(home)

        def ask_on(first):
            for number in range(first, 10**5, 2):
                sent.append(number)
                try:
                    acknowledged[number] = press(portal, key, number)[1]["id"]
                except OSError:  # refused, reset, or a 500: it was not acknowledged
                    return

        asking = [threading.Thread(target=ask_on, args=[first]) for first in (0, 1)]
        for thread in asking:
            thread.start()
        while len(acknowledged) < 40 and any(thread.is_alive() for thread in asking):
            asking[0].join(0.05)
        portal.kill("bin/postgres -D")
        for thread in asking:
            thread.join(60)
        portal.told("postgres has ended by itself (code -9)").told("Stopped.")
        assert portal.process.wait(60) == 1
    assert len(acknowledged) >= 40 and len(sent) > len(acknowledged)
    with Run(home, "--no-demo").ready() as portal:
        again = {number: press(portal, key, number) for number in sent}
        for number, made in acknowledged.items():
            assert (again[number][0], again[number][1]["id"]) == (200, made), "sent again, answered as before"
        line = psycopg2.connect(published(home)["DATABASE_URL"])
        with line, line.cursor() as cursor:
            cursor.execute("SELECT count(*), count(DISTINCT plate) FROM passes_vehiclepass")
            assert cursor.fetchone() == (len(sent), len(sent))
            cursor.execute("SELECT count(*) FROM workflow_deed WHERE key LIKE '%press-%'")
            assert cursor.fetchone() == (len(sent),)
        line.close()
        portal.stopped()


@pytest.mark.parametrize(
    ("name", "words"), [("web", "gunicorn"), ("worker", "celery -q -A luzhou_bubble worker")]
)
def test_a_part_killed_is_named_and_all_end_with_it(home, name, words):
    with Run(home, "--no-demo").ready() as portal:
        portal.kill(words)
        portal.told(f"{name} has ended by itself (code -9)").told("Stopped.")
        assert portal.process.wait(60) == 1
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(f"{portal.address}/healthz", timeout=5)
    left = Home(home)
    left.take(patience=1)  # no part is left that holds it
    left.leave()
