"""kill -9 of the worker at the service that seals: before it is known there, and before what came back is kept."""

import os
import signal
from pathlib import Path

import pytest

from enterprises.models import Enterprise
from files.models import StoredFile
from papers import making, sealing
from papers.models import Paper
from passes import services
from tests.conftest import shanghai
from tests.control.test_crashes import another, held, waits_for
from tests.passes.test_crashes import gone_from

from .test_sealing import SEALED

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
PROCESS = "tests.papers.sealing_process"


@pytest.fixture
def world(transactional_db):
    from tests.cast import build_world

    return build_world(standing=Enterprise.objects.exists())


@pytest.fixture
def seal(settings, tmp_path, monkeypatch):
    """The folders of the service, and files of this test, for the other process too."""
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path))
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SEAL_DIR, settings.SEALER = tmp_path / "seal", "papers.sealing.FolderSealer"
    (tmp_path / "seal" / "in").mkdir(parents=True)
    return tmp_path / "seal"


@pytest.fixture
def paper(world, seal, application, types, client):
    """A national pass, printed and owed a seal."""
    made = services.enter_paper_pass(
        by=world.he,
        basis="省指挥部名册",
        occurred_at=shanghai("2022-09-08 08:00"),
        **application(type=types["national_goods"], number="510522000187"),
    )
    client.force_login(world.he)
    client.get(f"/passes/{made.pk}/pdf/")
    making.make_owed()
    return Paper.objects.get()


def kill(process):
    os.kill(process.pid, signal.SIGKILL)
    process.wait(30)
    gone_from("papers_paper")


def out(seal):
    return [file.name for file in (seal / "out").iterdir()]


def test_killed_once_the_service_has_it_the_paper_is_handed_out_again_under_its_own_name(paper, seal):
    with another("round", key=str(seal), module=PROCESS) as process:
        assert process.stdout.readline().strip() == "handed"
        kill(process)
    paper.refresh_from_db()
    assert (paper.seal_owed, paper.seal_handed_at, paper.sealed) == (True, None, None)
    assert sealing.seal_owed() == 0
    paper.refresh_from_db()
    assert paper.seal_handed_at and out(seal) == [f"{paper.code}.pdf"], "one name, one paper there"


def test_sealed_while_nobody_knew_that_it_was_there_it_is_taken_in_once(paper, seal):
    with another("round", key=str(seal), module=PROCESS) as process:
        assert process.stdout.readline().strip() == "handed"
        (seal / "in" / f"{paper.code}.pdf").write_bytes(SEALED)
        kill(process)
    (seal / "out" / f"{paper.code}.pdf").unlink()
    assert sealing.seal_owed() == 1 and sealing.seal_owed() == 0
    paper.refresh_from_db()
    assert not paper.seal_owed and not out(seal), "not handed out a second time"
    assert Path(paper.sealed.content.path).read_bytes() == SEALED


def test_killed_before_what_came_back_is_kept_nothing_of_it_stands_and_the_next_round_has_it(paper, seal):
    sealing.seal_owed()
    (seal / "in" / f"{paper.code}.pdf").write_bytes(SEALED)
    files = StoredFile.objects.count()
    with held("files_storedfile"), another("round", key=str(seal), module=PROCESS) as process:
        waits_for("files_storedfile")  # the bytes are on disk, the row that names them is not
        os.kill(process.pid, signal.SIGKILL)
        process.wait(30)
    gone_from("papers_paper")
    paper.refresh_from_db()
    assert (paper.seal_owed, paper.sealed, StoredFile.objects.count()) == (True, None, files)
    assert sealing.seal_owed() == 1
    paper.refresh_from_db()
    assert not paper.seal_owed and StoredFile.objects.count() == files + 1
    assert Path(paper.sealed.content.path).read_bytes() == SEALED
