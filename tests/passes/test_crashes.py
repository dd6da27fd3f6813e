"""kill -9 while passes are issued in bulk, and of the worker while they are printed: nothing lost, nothing half."""

import os
import signal
import time

import pytest
from django.db import connection

from enterprises.models import Enterprise
from files.models import StoredFile
from papers.models import Pack
from papers.packing import done_of, make_packs
from passes import bulk
from passes.models import PassStep, Serial, VehiclePass
from passes.paper import printing as paper
from signing.models import SignatureLog
from tests.control.test_crashes import another, held, waits_for
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone
from workflow.models import Deed, Outbox

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
PROCESS = "tests.passes.issuing_process"
MANY = 60


@pytest.fixture
def world(transactional_db):
    from tests.cast import build_world

    return build_world(standing=Enterprise.objects.exists())


@pytest.fixture
def media(settings, tmp_path, monkeypatch):
    """Files of this test, for the other processes too."""
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path))
    return settings.MEDIA_ROOT


@pytest.fixture
def waiting(world, application):
    rows = [application(plate=f"川E{10000 + n}") for n in range(MANY)]
    bulk.apply_in_bulk(rows, by=world.li)
    bulk.accept_passes(VehiclePass.objects.all(), by=world.sun)
    bulk.recommend_passes(VehiclePass.objects.all(), by=world.ren)


def gone():
    gone_from("passes_vehiclepass")


def gone_from(table):
    """Wait until the killed process's session is gone from the server."""
    for _turn in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND pid <> pg_backend_pid()",
                [table],
            )
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("the killed process still holds its locks")


def counts():
    """What a press writes: passes, steps, signatures, deeds, rows to tell; and the serials spent."""
    issues = Deed.objects.filter(verb="issue")
    serial = Serial.objects.first()
    return [
        VehiclePass.objects.filter(status="issued").count(),
        PassStep.objects.filter(target="issued").count(),
        SignatureLog.objects.count(),
        issues.count(),
        Outbox.objects.filter(deed__in=issues).count(),
        serial.last if serial else 0,
    ]


def test_a_kill_in_the_middle_of_issuing_leaves_nothing_and_spends_no_number(world, waiting):
    with held("signing_signaturelog"), another("issue", module=PROCESS) as process:
        waits_for("signing_signaturelog")  # numbers are spent by now, not committed
        os.kill(process.pid, signal.SIGKILL)
        process.wait(30)
    gone()
    assert counts() == [0, 0, 0, 0, 0, 0]
    with another("issue", module=PROCESS) as process:
        assert process.stdout.readline().strip() == f"done {MANY}"
        assert process.wait(30) == 0
    assert counts() == [MANY, MANY, MANY, 1, 1, MANY]


def test_a_kill_after_issuing_loses_nothing_and_the_same_press_again_finds_it_done(world, waiting):
    with another("issue", key="once", module=PROCESS) as process:
        assert process.stdout.readline().startswith("done")
        os.kill(process.pid, signal.SIGKILL)
    assert counts() == [MANY, MANY, MANY, 1, 1, MANY]
    with pytest.raises(AlreadyDone), pressed_once("once"):
        bulk.issue_passes(VehiclePass.objects.all(), by=world.chen)
    assert counts() == [MANY, MANY, MANY, 1, 1, MANY]


def test_a_worker_killed_again_and_again_makes_the_pack_once_and_shows_no_half_of_it(
    world, waiting, media, client, monkeypatch
):
    bulk.issue_passes(VehiclePass.objects.all(), by=world.chen)
    monkeypatch.setattr(paper, "PART", 10)
    pack = paper.pack_of(VehiclePass.objects.all(), by=world.chen, base="https://portal.example")
    client.force_login(world.chen)
    made, address = 0, pack.get_absolute_url()
    for parts in (1, 2):  # killed after so many more parts, within the next
        with another("pack", module=PROCESS) as process:
            for _part in range(parts):
                assert process.stdout.readline().strip() == "done"
            time.sleep(0.05)
            os.kill(process.pid, signal.SIGKILL)
            process.wait(30)
        left()
        assert done_of(pack) >= made + 10 * parts, "what was told to be made is made"
        made = done_of(pack)
        shown = client.get(address)
        assert f"{made}" in shown.content.decode() and client.get(f"{address}file/").status_code == 404
    with held("files_storedfile"), another("pack", module=PROCESS) as process:
        waits_for("files_storedfile")  # the bytes are on disk, the row that names them is not
        os.kill(process.pid, signal.SIGKILL)
        process.wait(30)
    left()
    assert done_of(pack) == made
    assert make_packs(), "the next worker goes on where the last one died"
    pack.refresh_from_db()
    assert done_of(pack) == pack.count == MANY
    whole = b"".join(client.get(f"{address}file/"))
    assert whole.startswith(b"%PDF") and whole.rstrip().endswith(b"%%EOF")
    assert Pack.objects.count() == 1 and not pack.parts.exists()
    assert StoredFile.objects.count() == 1, "parts are not kept beside the whole"


def left():
    """Wait until nobody holds the lock of packs."""
    for _turn in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            )
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("the killed worker still holds the lock")
