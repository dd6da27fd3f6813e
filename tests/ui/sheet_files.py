"""The demonstration files as offices would send them: other encodings, programs, habits and accidents."""

import csv
import io
from pathlib import Path

import openpyxl
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "demonstration" / "luzhou-2022"
DIRECTORY = "enterprise_directory_2022.csv"


def original(name=DIRECTORY):
    return (FOLDER / name).read_bytes()


def cells(name=DIRECTORY, rows=None):
    """The file's rows as lists of text, header first; ``rows`` data rows of it."""
    found = list(csv.reader(io.StringIO(original(name).decode("utf-8-sig"))))
    return found if rows is None else found[: rows + 1]


def as_csv(rows, *, encoding="utf-8-sig", delimiter=",", newline="\r\n"):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return stream.getvalue().encode(encoding)


def as_xlsx(*sheets, hidden=()):
    """Each sheet a (title, rows) pair; a row's cells go in as the Python values they are."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if title in hidden:
            sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fullwidth(text):
    """Digits and letters as a Chinese input method writes them when switched to full width."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def with_column(rows, label, change):
    """The rows with one column's cells changed."""
    at = rows[0].index(label)
    return [rows[0], *([*row[:at], change(row[at]), *row[at + 1 :]] for row in rows[1:])]
