"""A process killed in the middle (SIGKILL): the switch leaves all or nothing, and no acknowledged answer is lost."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection, connections

from control.models import Switch
from control.switch.scope import Scope
from control.switch.services import order_switch, preview_order
from enterprises.models import Enterprise
from plans.models.loops import Loop, LoopStep
from tests.plans.test_loops import firms_on_file
from workflow.errors import AlreadyDone
from workflow.models import Deed, Outbox

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def world(transactional_db):
    from tests.cast import build_world

    return build_world(standing=Enterprise.objects.exists())


@contextmanager
def another(what, key="a press", module="tests.control.ordering_process"):
    """Another process of the portal on this test's database; dead at the end, whatever it did."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    url = urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
    process = subprocess.Popen(
        [sys.executable, "-m", module, what, key],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline().strip() == "going"
        yield process
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.wait(30)
        process.stdout.close()


@contextmanager
def held(table):
    """Nobody writes to this table meanwhile."""
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
            yield
            cursor.execute("ROLLBACK")
    finally:
        other.close()


def waits_for(table):
    """Wait until somebody stands before the lock on ``table``; tells what that transaction has inserted so far."""
    for _turn in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass", [table]
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError(f"nobody came to {table}")


def gone():
    """Wait until the killed process's session is gone from the server."""
    for _turn in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE relation = 'plans_loop'::regclass AND pid <> pg_backend_pid()"
            )
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("the killed process still holds its locks")


def counts():
    """What an order writes: loops, steps, deeds, rows to tell, switches."""
    ordered = Deed.objects.filter(verb="order")
    tables = (
        Loop.objects,
        LoopStep.objects,
        ordered,
        Outbox.objects.filter(deed__in=ordered),
        Switch.objects,
    )
    return [table.count() for table in tables]


def test_a_kill_in_the_middle_of_the_order_leaves_nothing_and_the_next_press_all(world):
    firms_on_file(world, 20)
    with held("control_switch"), another("order") as process:
        waits_for("control_switch")  # loops, steps, deed and outbox are written by now, not committed
        os.kill(process.pid, signal.SIGKILL)
        process.wait(30)
    gone()
    assert counts() == [0, 0, 0, 0, 0]
    with another("order") as process:
        assert process.stdout.readline().startswith("done")
        assert process.wait(30) == 0
    assert counts() == [20, 20, 1, 1, 1]


def test_a_kill_after_the_order_leaves_all_and_the_same_press_again_finds_it_done(world):
    firms_on_file(world, 5)
    scope = Scope(region=world.r510522)
    with another("order", key="once") as process:
        assert process.stdout.readline().startswith("done")
        os.kill(process.pid, signal.SIGKILL)
    assert counts() == [5, 5, 1, 1, 1]
    with pytest.raises(AlreadyDone):
        order_switch(scope, by=world.sun, digest="whatever was previewed", key="once")
    assert counts() == [5, 5, 1, 1, 1]


def test_no_acknowledged_answer_is_lost_wherever_the_process_dies(world):
    firms_on_file(world, 30)
    scope = Scope(region=world.r510522)
    order_switch(scope, by=world.sun, digest=preview_order(scope, by=world.sun).digest)
    acknowledged = set()
    for more in (1, 4, 9):  # killed again and again, between a write and its acknowledgement or before
        with another("answers") as process:
            for _answer in range(more):
                acknowledged.add(process.stdout.readline().split()[1])
            os.kill(process.pid, signal.SIGKILL)
            process.wait(30)
            left = process.stdout.read().split("\n")
        acknowledged |= {line.split()[1] for line in left if line.startswith("done ") and len(line) == 23}
    gone()
    running = set(Loop.objects.filter(status="running").values_list("enterprise__credit_code", flat=True))
    assert len(acknowledged) >= 14 and acknowledged <= running
    assert len(running - acknowledged) <= 3  # written, and killed before it could say so
    assert LoopStep.objects.filter(target="running").count() == len(running)
