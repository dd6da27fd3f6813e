"""Which kinds of file are taken, and how a file's kind is told: by its content, whatever its name says."""

import zipfile

from django.utils.translation import gettext_lazy as _

PDF, XLSX, DOCX, JPG, PNG = "pdf", "xlsx", "docx", "jpg", "png"
NAMES = {PDF: "PDF", XLSX: "XLSX", DOCX: "DOCX", JPG: "JPG", PNG: "PNG"}
EVERY = tuple(NAMES)
PICTURES = (JPG, PNG)
TYPES = {
    PDF: "application/pdf",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    JPG: "image/jpeg",
    PNG: "image/png",
}
MAXIMUM = 10 * 1024 * 1024  # bytes
TOO_LARGE = _("文件超过10 MB，请压缩或分开上传。")
UNKNOWN = _("只收PDF、XLSX、DOCX、JPG、PNG；此文件的内容不是其中任何一种。")

_STARTS = [(b"%PDF-", PDF), (b"\xff\xd8\xff", JPG), (b"\x89PNG\r\n\x1a\n", PNG)]
_PARTS = {"xl/workbook.xml": XLSX, "word/document.xml": DOCX}
_MACROS = ("vbaProject.bin",)


def kind_of(file):
    """The kind of an open binary file by its bytes, or None. Office files with macros are none of ours."""
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    for mark, kind in _STARTS:
        if start.startswith(mark):
            return kind
    if not start.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(file) as parts:
            names = parts.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    finally:
        file.seek(0)
    if any(name.endswith(_MACROS) for name in names):
        return None
    return next((kind for part, kind in _PARTS.items() if part in names), None)
