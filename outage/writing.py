"""The pack on disk: a folder and a zip, each put in place whole. Nothing in it needs the portal, or a network."""

import csv
import io
import logging
import os
import shutil
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import xlsxwriter
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from clock import clock
from ui.export import neutral
from workflow.errors import Refused

from .parts import Form, declared
from .printing import printed

KEPT = 3  # folders left standing, the newest first
STALE = 600  # seconds after which what was begun and not put in place is left over: its maker was killed
CURRENT, ZIP, PRINT = "current", "outage.zip", "outage.pdf"
log = logging.getLogger(__name__)


def make_pack(base=""):
    """Make the pack anew and put it in the place of the last one; returns its folder.

    ``base`` is the portal's address as whoever asks sees it, else the first of those it is known to be served at.
    Whoever reads ``current`` or ``outage.zip`` at that moment reads the old or the new one, never a half. Raises
    ``Refused`` where the disk is full or the folder cannot be written: the last pack stands, and nothing is left over.
    """
    with override("zh-hans"):
        parts = declared()
        files = contents(parts) | _print(parts, base or next(iter(settings.CSRF_TRUSTED_ORIGINS), ""))
    name = f"outage-{timezone.now():%Y%m%d-%H%M%S-%f}"  # noqa: TID251  the age of a pack is told in real time
    root = folder()
    try:
        return _put(root, name, files)
    except OSError as error:
        log.exception("the outage pack could not be written")
        _sweep(root, name, f".{name}", f".{ZIP}.{os.getpid()}", f".{CURRENT}.{os.getpid()}")
        why = error.strerror or str(error)
        sentence = _("应急包没有写成：磁盘已满，或目录不能写入（{why}）。上一份照旧可用。").format(why=why)
        raise Refused(sentence, code="not_written") from error


def _put(root, name, files):
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    old = time.time() - STALE
    _sweep(root, *(left.name for left in root.glob(".*") if left.lstat().st_mtime < old))
    new = root / f".{name}"
    new.mkdir(mode=0o700)
    for file, content in files.items():
        (new / file).write_bytes(content)
    new.replace(root / name)
    _put_zip(root, files)
    _point(root, name)
    for old in sorted(root.glob("outage-*"), reverse=True)[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return root / name


def _sweep(root, *names):
    """Take away what was begun under these names."""
    for left in (root / name for name in names):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with suppress(OSError):
                left.unlink(missing_ok=True)


def folder():
    return Path(settings.OUTAGE_DIR)


def contents(parts):
    """{name of the file: its bytes}."""
    context = {
        "made": timezone.localtime(clock.now()),
        "demonstration": clock.demonstration(),
        "parts": parts,
    }
    files = {"index.html": _page("index", context)}
    for part in parts:
        kind = "form" if isinstance(part, Form) else "sheet"
        files[f"{part.name}.html"] = _page(kind, context | {"part": part})
        if kind == "sheet":
            files[f"{part.name}.csv"] = _csv(part)
            files[f"{part.name}.xlsx"] = _xlsx(part)
    return files


def _print(parts, base):
    """{name: PDF} of the whole, or nothing where it could not be made: the tables matter more than the print."""
    try:
        return {PRINT: printed(parts, base)}
    except Exception:  # whatever it was, the pack goes out without
        log.exception("the outage pack could not be printed")
        return {}


def _page(kind, context):
    return render_to_string(f"outage/{kind}.html", context).encode()


def _csv(part):
    stream = io.StringIO()
    lines = csv.writer(stream)
    lines.writerow(part.head)
    lines.writerows([neutral(str(cell)) for cell in row] for row in part.rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _xlsx(part):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(part.title[:31])
        bold = book.add_format({"bold": True})
        for at, cells in enumerate([part.head, *part.rows]):
            for column, cell in enumerate(cells):
                sheet.write_string(at, column, str(cell), *([bold] if at == 0 else []))
        sheet.set_column(0, len(part.head) - 1, 18)
        sheet.freeze_panes(1, 0)
    return stream.getvalue()


def _put_zip(root, files):
    half = root / f".{ZIP}.{os.getpid()}"
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    half.chmod(0o600)
    half.replace(root / ZIP)


def _point(root, name):
    """``current`` leads to the newest folder; changed by one rename."""
    link = root / f".{CURRENT}.{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(name)
    link.replace(root / CURRENT)


def made_at():
    """When the pack that lies there was made (real time), or None where there is none."""
    try:
        seconds = (folder() / ZIP).stat().st_mtime
    except OSError:
        return None
    return timezone.datetime.fromtimestamp(seconds, tz=timezone.get_default_timezone())
