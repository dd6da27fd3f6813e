"""The pack where things fail: a full disk, a folder that is none, a killed maker, no numbers left."""

import errno
import os

from django.db.backends.postgresql.psycopg_any import NumericRange

from outage.models import NumberBlock
from outage.writing import make_pack
from passes.models import Serial

from .test_pack import rows


def test_a_full_disk_is_told_and_not_filled_further_by_what_was_begun(world, client, folder, monkeypatch):
    make_pack()
    left = sorted(folder.iterdir())
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr("pathlib.Path.write_bytes", lambda *_all: (_ for _ in ()).throw(full))
    client.force_login(world.chen)
    page = client.post("/outage/", follow=True).content.decode()
    assert "应急包没有写成" in page and "上一份照旧可用" in page
    answer = client.post("/api/v1/outage-pack/")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_written")
    assert sorted(folder.iterdir()) == left


def test_a_folder_that_cannot_be_written_is_told(world, client, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.OUTAGE_DIR = tmp_path / "file" / "outage"
    client.force_login(world.chen)
    assert client.post("/api/v1/outage-pack/").status_code == 409


def test_what_a_killed_maker_left_is_cleared_away(world, folder):
    folder.mkdir()
    (folder / ".outage-20220908").mkdir()
    (folder / ".outage.zip.77").write_bytes(b"half")
    (folder / ".outage-20220909").mkdir()
    for name in (".outage-20220908", ".outage.zip.77"):
        os.utime(folder / name, (1, 1))
    make_pack()
    assert [file.name for file in folder.glob(".*")] == [".outage-20220909"], "another may be at work"


def test_a_year_without_serials_still_has_its_pack(world, types, folder):
    make_pack()
    NumberBlock.objects.update(serials=NumericRange(31, 51))  # thirty of the first fifty are used up
    Serial.objects.update(last=999_990)
    make_pack()
    assert len(rows(folder, "numbers")) == 20 and Serial.objects.get().last == 999_990
