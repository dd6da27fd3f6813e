"""From an uploaded file to its tables of raw cells. The kind of file is judged by content, never by name."""

import csv
import io
import zipfile
from itertools import islice

from django.utils.translation import gettext as _

from .cells import SheetError, is_blank

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_COLUMNS = 100
MAX_GAP = 5_000  # blank rows in a row after which a sheet is over: programs format a million of them
DELIMITERS = ",\t;"


def size_checked(content):
    if len(content) > MAX_BYTES:
        raise too_big()
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise SheetError("file_empty", _("文件是空的。"))
    return content


def too_big():
    return SheetError(
        "file_too_big",
        _("文件超过 %(limit)s MB，请拆成几个文件分别导入。") % {"limit": MAX_BYTES // 1024 // 1024},
    )


def tables(content):
    """(title or None, rows) of every table the file may hold; rows yields (row number, list of cells)."""
    size_checked(content)
    if content.startswith(b"PK\x03\x04"):
        yield from workbook_tables(content)
    else:
        refuse_other_kinds(content)
        text = decoded(content)
        for delimiter in DELIMITERS:
            yield None, delimited_rows(text, delimiter)


def refuse_other_kinds(content):
    """Names what was sent instead of a table, so that the next press is the right one."""
    head = content[:2048].lstrip().lower()
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise SheetError("file_encrypted", _("文件设有打开密码，请取消密码后再导入。"))
        raise SheetError("file_old_xls", _("这是旧版 Excel（.xls）文件，请另存为 .xlsx 或 .csv 后再导入。"))
    if head.startswith(b"%pdf"):
        raise SheetError("file_pdf", _("这是 PDF 文件，不是表格，请提供 .xlsx 或 .csv 文件。"))
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta")):
        raise SheetError("file_web_page", _("这是网页格式的文件，请用表格软件打开并另存为 .xlsx 后再导入。"))
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise not_a_sheet()


def not_a_sheet():
    return SheetError(
        "file_not_a_sheet", _("读不出表格，请提供 .xlsx 文件，或以逗号、制表符、分号分隔的 .csv 文件。")
    )


def decoded(content):
    """UTF-8 with or without its mark, UTF-16 with it (the program's "Unicode text"), else GB18030."""
    unicode16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if unicode16 else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise SheetError("file_encoding", _("文件的编码不是 UTF-8 或 GB18030，请另存为 .xlsx 后再导入。"))


def delimited_rows(text, delimiter):
    number = 0
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
        ):
            yield number, cells[:MAX_COLUMNS]
    except csv.Error as broken:
        raise SheetError(
            "file_quotes", _("第 %(row)s 行起引号不成对或内容过长，无法分列。") % {"row": number + 1}
        ) from broken


def workbook_tables(content):
    """The visible worksheets of an XLSX file, streamed. Whatever breaks inside it is one sentence."""
    from openpyxl import load_workbook  # slow to import; only those who upload pay

    check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in visible:
            sheet.reset_dimensions()  # some programs write a wrong extent, which would cut rows off
            yield sheet.title, unbroken(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS))
    except SheetError:
        raise
    except Exception as broken:  # a damaged workbook breaks openpyxl in any number of ways
        raise damaged() from broken


def damaged():
    return SheetError("file_damaged", _("Excel 文件已损坏，无法读取，请重新保存后再导入。"))


def unbroken(rows):
    try:
        gap = 0
        for number, cells in enumerate(rows, 1):
            gap = gap + 1 if all(map(is_blank, cells)) else 0
            if gap > MAX_GAP:
                return
            yield number, cells
    except Exception as broken:
        raise damaged() from broken


def check_archive(content):
    """Refuses what is no workbook, and what would unpack to far more than it is (a zip bomb)."""
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except Exception as broken:
        raise damaged() from broken
    names = {member.filename for member in islice(members, 10_000)}
    if not any(name.lower().endswith("workbook.xml") for name in names):
        raise not_a_sheet()
    if len(members) > 2_000 or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise SheetError("file_unpacks_too_big", _("文件解压后过大，请只保留需要导入的工作表。"))
    if any(member.flag_bits & 1 for member in members):
        raise SheetError("file_encrypted", _("文件设有打开密码，请取消密码后再导入。"))
