"""Typst: from a template and its data to a PDF. The fonts are read once a process."""

import json
from functools import cache

import pylopdf_fonts_zh_cn as chinese
import segno
import typst
from django.conf import settings

ROOT = settings.BASE_DIR / "templates"


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


def pdf(template, *, data, title, code, address, language, moment):
    """The PDF (bytes, PDF/A-2b) of a Typst file below ``templates/``. Raises ``typst.TypstError``.

    Nothing typed by people becomes markup: the template reads everything as JSON.
    """
    inputs = {
        "data": json.dumps(data, ensure_ascii=False),
        "title": title,
        "code": code,
        "address": address,
        "qr": code_svg(address) if address else "",
        "language": language,
    }
    return compiler().compile(
        input=ROOT / template,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["a-2b"],
        timestamp=int(moment.timestamp()),
    )
