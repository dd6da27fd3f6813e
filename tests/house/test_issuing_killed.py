"""kill -9 of the application server while it issues in bulk, as script/run runs it: a press is whole or not at all,
what was acknowledged stands, and no number is spent on what does not."""

import json
import random
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager
from http.client import HTTPException

import psycopg2
import pytest

from .portal import ROOT, Run, bare, children, published

pytestmark = pytest.mark.xdist_group("sudden ends")
PRESS = 20  # passes of one press
NOT_ACKNOWLEDGED = (OSError, HTTPException, ValueError)  # refused, reset, a 500, half an answer


def made_inside(home):
    env = bare() | json.loads((home / "secrets.json").read_text()) | published(home)
    words = [sys.executable, "-m", "tests.house.issuing_world"]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


def issue(portal, world, keys):
    """Chen issues these by the list that was shown. Returns the keys issued, none where they were before."""

    def ask(**body):
        headers = {"Authorization": f"Token {world['chen']}", "Content-Type": "application/json"}
        said = json.dumps({"verb": "issue", "passes": keys} | body).encode()
        request = urllib.request.Request(f"{portal.address}/api/v1/passes/decide/", said, headers)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    shown = ask()
    return ask(digest=shown["digest"])["done"] if shown["clean"] else []


class Desk:
    """Chen, who presses on and on in another thread; what is not acknowledged is pressed again."""

    def __init__(self, portal, world, left):
        self.portal, self.world, self.left, self.acknowledged = portal, world, left, set()
        self.ending = False
        self.thread = threading.Thread(target=self.work)
        self.thread.start()

    def work(self):
        while self.left and not self.ending:
            try:
                self.acknowledged |= set(issue(self.portal, self.world, self.left[:PRESS]))
            except NOT_ACKNOWLEDGED:
                time.sleep(0.2)
            else:
                del self.left[:PRESS]

    def after(self, more):
        """Wait until so many more were acknowledged; then a random moment."""
        wanted, until = len(self.acknowledged) + more, time.monotonic() + 60
        while len(self.acknowledged) < wanted and self.thread.is_alive():
            assert time.monotonic() < until, f"{len(self.acknowledged)} of {wanted}"
            time.sleep(0.01)
        time.sleep(random.uniform(0, 0.3))

    def end(self):
        self.ending = True
        self.thread.join(60)


@contextmanager
def asking(home):
    line = psycopg2.connect(published(home)["DATABASE_URL"])
    line.autocommit = True
    with line.cursor() as cursor:
        yield lambda question: cursor.execute(question) or cursor.fetchall()
    line.close()


def killed_in_the_middle(home, portal, world):
    """All web workers die when the numbers are spent and the passes signed, but nothing is committed."""
    holder = psycopg2.connect(published(home)["DATABASE_URL"])
    outcome = []

    def press():
        try:
            outcome.append(issue(portal, world, world["passes"][:PRESS]))
        except NOT_ACKNOWLEDGED as error:
            outcome.append(error)

    with asking(home) as ask, holder.cursor() as cursor:
        cursor.execute("LOCK TABLE signing_signaturelog IN EXCLUSIVE MODE")
        thread = threading.Thread(target=press)
        thread.start()
        waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'signing_signaturelog'::regclass"
        for _turn in range(400):
            if ask(waits):
                break
            time.sleep(0.05)
        assert ask(waits), "nobody came to sign"
        children(portal.part("gunicorn"), kill=2)
        thread.join(60)
        holder.rollback()
        holder.close()
        for _turn in range(400):
            if not ask("SELECT 1 FROM pg_locks WHERE relation = 'signing_signaturelog'::regclass"):
                break
            time.sleep(0.05)
        assert isinstance(outcome[0], NOT_ACKNOWLEDGED)
        assert ask("SELECT count(*) FROM passes_vehiclepass WHERE status = 'issued'") == [(0,)]
        assert ask("SELECT count(*) FROM signing_signaturelog WHERE purpose = 'pass'") == [(0,)]
        assert ask("SELECT coalesce(sum(last), 0) FROM passes_serial") == [(0,)], "no number is spent"


def test_the_server_killed_while_it_issues_loses_no_acknowledged_pass_and_no_number(home):
    with Run(home, "--no-demo").ready() as portal:
        world = made_inside(home)
        killed_in_the_middle(home, portal, world)
        desk = Desk(portal, world, list(world["passes"]))
        for _turn in range(3):
            desk.after(2 * PRESS)
            children(portal.part("gunicorn"), kill=2)  # the master makes others
        desk.after(PRESS)
        portal.kill("gunicorn")
        portal.told("web has ended by itself (code -9)").told("Stopped.")
        desk.end()
        assert portal.process.wait(60) == 1
    with Run(home, "--no-demo").ready() as portal:
        again = Desk(portal, world, desk.left)
        again.thread.join(120)
        assert not again.left
        count(home, world, desk.acknowledged | again.acknowledged)
        portal.stopped()


def count(home, world, acknowledged):
    """Every pass is issued once, with a number and a signature of its own; every press took all of its passes."""
    many = len(world["passes"])
    with asking(home) as ask:
        issued = ask("SELECT id, number FROM passes_vehiclepass WHERE status = 'issued' AND code IS NOT NULL")
        assert acknowledged <= {key for key, _number in issued}
        assert len(issued) == many == len({number for _key, number in issued})
        assert ask("SELECT sum(last) FROM passes_serial") == [(many,)], "every number spent is on a pass"
        steps = ask(
            "SELECT s.deed_id, d.count, count(*), count(DISTINCT s.record_id) FROM passes_passstep s"
            " JOIN workflow_deed d ON d.id = s.deed_id WHERE s.target = 'issued' GROUP BY 1, 2"
        )
        assert {tuple(row[1:]) for row in steps} == {(PRESS, PRESS, PRESS)} and len(steps) == many // PRESS
        signed = ask(
            "SELECT count(*), count(DISTINCT subject) FROM signing_signaturelog WHERE purpose = 'pass'"
        )
        assert signed == [(many, many)]
        told = ask(
            "SELECT count(*) FROM workflow_outbox o JOIN workflow_deed d ON d.id = o.deed_id WHERE d.verb = 'issue'"
        )
        assert told == [(many // PRESS,)], "and every press is told once"
