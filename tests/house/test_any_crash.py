"""No acknowledged answer is lost, whichever process dies and whenever: web, worker, database, while sections are
saved, firms confirmed and links handed in. Each death is kill -9 at a random moment; then it is counted."""

import json
import random
import re
import subprocess
import sys
import threading
import time
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.parse import urlencode

import psycopg2
import pytest

from tests.gathering.stories import ENDING, typed
from tests.plans.forms import WHOLE

from .portal import ROOT, Run, bare, children, published

pytestmark = pytest.mark.xdist_group("sudden ends")


class Answers:
    """What was sent to the portal and what it acknowledged, over all its lives."""

    def __init__(self, world):
        self.world, self.portal, self.ending = world, None, False
        self.beds, self.revision = {"sent": 0, "acknowledged": 0}, None
        self.loops, self.links = {}, set()
        self.left_loops, self.left_links = list(world["loops"]), list(world["links"])

    def streams(self, portal):
        """The three streams against this life of the portal."""
        self.portal, self.ending = portal, False
        works = (self.save_section, self.confirm_next, self.send_next)
        threads = [threading.Thread(target=self.on_and_on, args=[work]) for work in works]
        for thread in threads:
            thread.start()
        return threads

    def on_and_on(self, work):
        while not self.ending and self.left_loops and self.left_links:
            try:
                work()
            except (
                OSError,
                HTTPException,
                ValueError,
            ):  # refused, reset, a 500, half an answer: not acknowledged
                time.sleep(0.3)

    def ask(self, way, path, who, body=None):
        """An answer under a person's key; raises OSError unless it is a 2xx that came whole."""
        headers = {"Authorization": f"Token {self.world[who]}", "Content-Type": "application/json"}
        url = f"{self.portal.address}/api/v1{path}"
        ask = urllib.request.Request(url, body and json.dumps(body).encode(), headers, method=way)
        with urllib.request.urlopen(ask, timeout=20) as answer:
            return json.load(answer)

    def save_section(self):
        plan = f"/plans/{self.world['plan']}/"
        revision, self.revision = self.revision, None  # not known again until it is acknowledged
        if revision is None:
            read = self.ask("GET", plan, "li")["sections"]
            [revision] = [one["revision"] for one in read if one["key"] == "lodging"]
        self.beds["sent"] += 1
        said = {"answers": {"beds": self.beds["sent"]}, "revision": revision}
        self.revision = self.ask("PUT", f"{plan}sections/lodging/", "li", said)["revision"]
        self.beds["acknowledged"] = self.beds["sent"]

    def confirm_next(self):
        loop = self.left_loops.pop()
        self.ask("POST", f"/loops/{loop}/confirm/", "luo", {"people_inside": 100 + loop})
        self.loops[loop] = 100 + loop
        time.sleep(0.2)  # as many as there are must last to the end, however slow the links are meanwhile

    def send_next(self):
        link = self.left_links.pop()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        url = f"{self.portal.address}{self.world['links'][str(link)]}"

        def post(page, said):
            [said["csrfmiddlewaretoken"]] = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page)[:1]
            with browser.open(url, urlencode(said).encode(), timeout=20) as answer:
                return answer.read().decode()

        with browser.open(url, timeout=20) as answer:
            page = post(answer.read().decode(), {"ending": ENDING})
        page = post(page, {**typed(WHOLE), "sender_name": f"王{link}", "send": "1"})
        if "已报送，谢谢" not in page:
            raise ValueError(page)
        self.links.add(int(link))


def flowing(answers, more=2):
    """Wait until every stream has been acknowledged so often again; then a random moment."""

    def counts():
        return answers.beds["acknowledged"], len(answers.loops), len(answers.links)

    before, until = counts(), time.monotonic() + 60
    while any(now < then + more for now, then in zip(counts(), before, strict=True)):
        assert time.monotonic() < until, f"no stream: {before} {counts()}"
        time.sleep(0.02)
    time.sleep(random.uniform(0, 0.5))


def stop(answers, threads):
    answers.ending = True
    for thread in threads:
        thread.join(60)


def made_inside(home):
    secrets = json.loads((home / "secrets.json").read_text())
    env = bare() | secrets | published(home)
    words = [sys.executable, "-m", "tests.house.crash_world"]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


def test_whatever_dies_and_whenever_no_acknowledged_answer_is_lost(home):
    with Run(home, "--no-demo").ready() as portal:
        answers = Answers(made_inside(home))
        threads = answers.streams(portal)
        flowing(answers)
        children(portal.part("gunicorn"), kill=1)  # the master makes another
        flowing(answers)
        children(portal.part("bin/postgres -D"), kill=1, words="postgres: ")  # all sessions end; it recovers
        flowing(answers)
        portal.kill("celery -q -A luzhou_bubble worker")
        portal.told("worker has ended by itself (code -9)").told("Stopped.")
        stop(answers, threads)
        assert portal.process.wait(60) == 1
    for words, name in (("bin/postgres -D", "postgres"), ("gunicorn", "web")):
        with Run(home, "--no-demo").ready() as portal:
            threads = answers.streams(portal)
            flowing(answers)
            portal.kill(words)
            portal.told(f"{name} has ended by itself (code -9)").told("Stopped.")
            stop(answers, threads)
            assert portal.process.wait(60) == 1
    with Run(home, "--no-demo").ready() as portal:
        count(published(home)["DATABASE_URL"], answers)
        portal.stopped()


def count(address, answers):
    """Everything acknowledged is there, as it was said, once."""
    line = psycopg2.connect(address)
    with line, line.cursor() as cursor:
        cursor.execute(
            "SELECT (answers->>'beds')::int FROM plans_section s JOIN plans_planversion v ON v.id = s.version_id"
            " WHERE v.plan_id = %s AND s.key = 'lodging'",
            [answers.world["plan"]],
        )
        [(beds,)] = cursor.fetchall()
        assert answers.beds["acknowledged"] <= beds <= answers.beds["sent"] and answers.beds["acknowledged"]
        cursor.execute("SELECT id, people_inside FROM plans_loop WHERE status = 'running'")
        running = dict(cursor.fetchall())
        assert answers.loops.items() <= running.items()
        cursor.execute(
            "SELECT loop, count(*) FROM (SELECT record_id AS loop FROM plans_loopstep WHERE target = 'running') t"
            " GROUP BY loop"
        )
        steps = dict(cursor.fetchall())
        assert steps.keys() == running.keys() and set(steps.values()) == {1}, "each once, with its step"
        cursor.execute(
            "SELECT link_id, count(*) FROM gathering_incoming i JOIN gathering_collectionlink l ON l.id = link_id"
            " WHERE sent_at IS NOT NULL AND l.status = 'sent' AND i.answers->>'beds' = '190' GROUP BY link_id"
        )
        sent = dict(cursor.fetchall())
        assert answers.links <= sent.keys() and set(sent.values()) == {1}
    line.close()
