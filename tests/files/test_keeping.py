"""Files: judged by what they are, kept whole, named safely."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from files.kinds import MAXIMUM
from files.models import StoredFile
from files.sending import send
from files.services import NotTaken, keep

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def office(*parts):
    """A zip with these parts, as XLSX and DOCX are."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        for part in parts:
            file.writestr(part, "x")
    return whole.getvalue()


@pytest.mark.parametrize(
    "content, kind",
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (PNG, "png"),
        (office("xl/workbook.xml"), "xlsx"),
        (office("word/document.xml"), "docx"),
    ],
    ids=["pdf", "jpg", "png", "xlsx", "docx"],
)
def test_a_file_is_what_its_content_says_whatever_its_name(world, content, kind):
    stored = keep(SimpleUploadedFile("平面图.exe", content), by=world.li)
    assert stored.kind == kind and stored.name == f"平面图.exe.{kind}"
    assert b"".join(send(stored)) == content


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0",
        b"",
        b"<svg onload=alert(1)>",
        b"PK\x03\x04 spoilt",
        office("readme"),
        office("word/document.xml", "word/vbaProject.bin"),
    ],
    ids=["program", "empty", "svg", "spoilt zip", "other zip", "macros"],
)
def test_a_program_dressed_as_a_picture_is_not_taken_and_leaves_nothing(world, content, kept_files):
    with pytest.raises(NotTaken, match="只收PDF"):
        keep(SimpleUploadedFile("厂区.jpg", content), by=world.li)
    assert not StoredFile.objects.exists() and not list(kept_files.rglob("*.*"))


def test_a_file_over_ten_megabytes_is_not_taken(world):
    with pytest.raises(NotTaken, match="10 MB"):
        keep(SimpleUploadedFile("a.pdf", b"%PDF-" + b"0" * MAXIMUM), by=world.li)


def test_where_only_pictures_are_asked_a_pdf_is_refused_by_name(world):
    with pytest.raises(NotTaken, match="此处只收JPG、PNG。"):
        keep(SimpleUploadedFile("a.pdf", b"%PDF-1"), by=world.li, kinds=("jpg", "png"))


def test_a_name_with_folders_never_becomes_a_path(world, kept_files):
    stored = keep(SimpleUploadedFile("x.png", PNG), by=world.li)
    upload = SimpleUploadedFile("x.png", PNG)
    upload._name = "../../etc/../密\r\n码.png"
    other = keep(upload, by=world.li)
    assert other.name == "密码.png"
    assert {path.parent.parent.name for path in kept_files.rglob("*") if path.is_file()} == {"kept"}
    assert stored.content.name != other.content.name


def test_what_an_undone_press_left_on_disk_is_swept_after_a_day(world, kept_files, capsys):
    import os

    kept = keep(SimpleUploadedFile("a.png", PNG), by=world.li)
    lost = keep(SimpleUploadedFile("b.png", PNG), by=world.li)
    fresh = keep(SimpleUploadedFile("c.png", PNG), by=world.li)
    StoredFile.objects.filter(pk__in=[lost.pk, fresh.pk]).delete()
    for stored in (kept, lost):
        os.utime(stored.content.path, (0, 0))
    call_command("sweep_files")
    assert capsys.readouterr().out == "1 removed\n"
    assert {path.name for path in kept_files.rglob("*") if path.is_file()} == {kept.uid.hex, fresh.uid.hex}
