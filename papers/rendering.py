"""Typst: from a template and its data to a PDF. The fonts are read once a process."""

import contextlib
import json
import os
import re
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn as chinese
import segno
import typst
from django.conf import settings

ROOT = settings.BASE_DIR / "templates"
NICE = 10  # papers never take a processor that a page wants
JOIN = """#set page(width: 297mm, height: 210mm, margin: 0mm)
#let parts = json(bytes(sys.inputs.parts))
#for (name, sheets) in parts {
  for number in range(1, sheets + 1) {
    page(image(name, page: number, width: 297mm, height: 210mm))
  }
}
"""


def source(template):
    """The bytes of a Typst file below ``templates/`` and of those beside it that it takes in."""
    own = (ROOT / template).read_bytes()
    beside = re.findall(rb'^#import "([\w.-]+)"', own, re.MULTILINE)
    return own + b"".join(source(str(Path(template).parent / name.decode())) for name in beside)


@cache
def fonts():
    folders = sorted({str(chinese.sans_path().parent), str(chinese.serif_path().parent)})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


@cache
def compiler():
    return typst.Compiler(root=ROOT, font_paths=fonts(), ignore_system_fonts=True)


def code_svg(text):
    """A QR code as SVG text, level M."""
    return segno.make_qr(text, error="m").svg_inline(scale=4, border=0)


def inputs_of(*, data, title, code="", address="", language=""):
    """What a template reads. ``data["codes"]`` are texts it draws as QR codes beside the paper's own."""
    return {
        "data": json.dumps(data, ensure_ascii=False),
        "title": title,
        "code": code,
        "address": address,
        "qr": code_svg(address) if address else "",
        "codes": json.dumps({text: code_svg(text) for text in data.get("codes", ())}),
        "language": language,
    }


def pdf(template, *, moment, archival=True, **said):
    """The PDF (bytes; PDF/A-2b if ``archival``) of a Typst file below ``templates/``. Raises ``typst.TypstError``.

    Nothing typed by people becomes markup: the template reads everything as JSON.
    """
    return _aside(
        lambda: compiler().compile(
            input=ROOT / template,
            format="pdf",
            sys_inputs=inputs_of(**said),
            pdf_standards=["a-2b"] if archival else [],
            timestamp=int(moment.timestamp()),
        )
    )


def joined(parts, moment):
    """One PDF of A4 landscape sheets from [(PDF, number of its sheets)], in that order."""
    with tempfile.TemporaryDirectory() as folder:
        named = []
        for place, (content, sheets) in enumerate(parts):
            (Path(folder) / f"{place}.pdf").write_bytes(content)
            named.append((f"{place}.pdf", sheets))
        (Path(folder) / "all.typ").write_text(JOIN)
        one = typst.Compiler(root=folder, font_paths=fonts(), ignore_system_fonts=True)
        return _aside(
            lambda: one.compile(
                input=Path(folder) / "all.typ",
                format="pdf",
                sys_inputs={"parts": json.dumps(named)},
                timestamp=int(moment.timestamp()),
            )
        )


def _lower():
    """This thread gives way to every page; where the system knows no such thing, it does not."""
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


def _aside(work):
    """Do ``work`` in a thread of lower priority and wait for it: a process may not raise its own again."""
    with ThreadPoolExecutor(1, initializer=_lower) as one:
        return one.submit(work).result()
