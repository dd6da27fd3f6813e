"""``read_rows``: a file as an office wrote it, read into rows keyed by column."""

import hashlib
from dataclasses import dataclass, field
from itertools import chain, islice

from django.utils.translation import gettext as _

from .cells import SheetError, is_blank
from .files import MAX_BYTES, not_a_sheet, tables, too_big
from .headers import SEARCHED, Columns

MAX_ROWS = 20_000


@dataclass
class Row:
    """One line of the file under its own row number: raw ``cells``, cleaned ``values`` after the check."""

    number: int
    cells: dict
    values: dict = field(default_factory=dict)

    def __getitem__(self, key):
        return self.values[key]

    def get(self, key, default=None):
        return self.values.get(key, default)


@dataclass
class Sheet:
    """A table found: columns as {key: position}, rows, what was noticed, and the digest of the file."""

    columns: dict
    rows: list
    warnings: list
    digest: str


def content_of(file):
    """The bytes of an upload, an open file or a path's content, never more than the limit."""
    if isinstance(file, bytes):
        content = file
    else:
        if getattr(file, "size", None) and file.size > MAX_BYTES:
            raise too_big()
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise too_big()
    return content


def read_rows(file, fields, *, max_rows=MAX_ROWS):
    """The sheet in ``file`` (bytes or binary file) with the columns of ``fields`` ({key: SheetField}).

    Title rows above the header and blank rows are skipped; the order of columns is free. Raises SheetError
    with one sentence when the file holds no such table.
    """
    content = content_of(file)
    columns = Columns(fields)
    found, others = best_table(content, columns)
    head, rows = found
    places, unknown = columns.place(head)
    kept = []
    for number, cells in rows:
        if all(map(is_blank, cells)):
            continue
        if len(kept) == max_rows:
            raise SheetError(
                "file_too_many_rows", _("超过 %(limit)s 行，请拆成几个文件分别导入。") % {"limit": max_rows}
            )
        width = len(cells)
        kept.append(Row(number, {key: cells[at] if at < width else None for key, at in places.items()}))
    if not kept:
        raise SheetError("file_no_rows", _("表头下面没有数据。"))
    warnings = []
    if unknown:
        warnings.append(_("以下各列没有用到：%(columns)s。") % {"columns": "、".join(unknown[:20])})
    if others:
        warnings.append(
            _("只读取了有表头的第一张工作表，其余未读：%(sheets)s。") % {"sheets": "、".join(others)}
        )
    return Sheet(places, kept, warnings, hashlib.sha256(content).hexdigest())


def best_table(content, columns):
    """(header cells, rows below it) of the table with a header, and the titles of the tables left unread.

    A workbook often opens on a page of instructions, and the same text can be cut by several delimiters: the
    table in which most columns are recognised is taken. One title alone is no header unless only one column
    is known.
    """
    enough = min(2, len(columns.fields))
    best, titles, broken = None, [], None
    for title, rows in tables(content):
        titles.append(title)
        try:
            top = list(islice(rows, SEARCHED))
        except SheetError as error:  # the wrong delimiter may well find quotes that do not pair
            broken = broken or error
            continue
        score, at = max(
            ((len(columns.matches(cells)), -i) for i, (_n, cells) in enumerate(top)), default=(0, 0)
        )
        if score >= enough and (best is None or score > best[0]):
            best = score, top[-at][1], chain(top[-at + 1 :], rows), title
    if best is None:
        raise broken or no_header(columns, titles)
    _score, head, rows, title = best
    return (head, rows), [other for other in titles if other is not None and other != title]


def no_header(columns, titles):
    if not titles:
        return not_a_sheet()
    wanted = [str(f.label) for f in columns.fields.values() if f.required] or [
        str(f.label) for f in columns.fields.values()
    ]
    return SheetError(
        "header_missing", _("没有找到表头，表头应有：%(columns)s。") % {"columns": "、".join(wanted[:8])}
    )
