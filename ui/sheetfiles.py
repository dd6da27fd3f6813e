"""CSV and XLSX: streamed, codes as text, nothing a spreadsheet would run as a formula.

What is exported can be imported again: heads are the labels an import knows; ``original`` undoes ``neutral``.
"""

import csv
import re
import tempfile
from decimal import Decimal
from urllib.parse import quote

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 2000
DANGEROUS = re.compile(r"'*[=+\-@\t\r]")


def neutral(text):
    """Text a spreadsheet might take for a formula gets an apostrophe; one more if it had some already."""
    return f"'{text}" if DANGEROUS.match(text) else text


def original(text):
    """What ``neutral`` was given: for imports."""
    return text[1:] if text.startswith("'") and DANGEROUS.match(text[1:]) else text


class _Echo:
    def write(self, line):
        return line


def _plain(column, value, *, codes):
    """A cell for CSV: numbers bare, everything else neutralised text."""
    if value is None:
        return ""
    match column.kind:
        case "number" | "decimal" | "money":
            return value
        case "date":
            return value.isoformat()
        case "moment":
            return timezone.localtime(value).isoformat(*(() if codes else (" ", "minutes")))[
                : None if codes else 16
            ]
        case "yesno":
            return str(value).lower() if codes else ("是" if value else "否")
        case "choice" | "state" if not codes:
            return neutral(str(column.words(value)))
    return neutral(str(value))


def _heads(columns, codes):
    return [column.key if codes else str(column.heading or column.label) for column in columns]


def _attached(response, name, ending):
    response["Content-Disposition"] = (
        f"attachment; filename=\"export.{ending}\"; filename*=UTF-8''{quote(name)}.{ending}"
    )
    response["Cache-Control"] = "private, no-store"
    return response


def csv_response(columns, rows, name, *, codes=False):
    """``rows``: an iterator of tuples in the order of ``columns``; ``codes``: keys and codes, not words."""
    writer = csv.writer(_Echo())

    def lines():
        yield "\ufeff" + writer.writerow(_heads(columns, codes))
        for row in rows:
            pairs = zip(columns, row, strict=False)
            yield writer.writerow([_plain(column, value, codes=codes) for column, value in pairs])

    return _attached(StreamingHttpResponse(lines(), content_type=CSV), name, "csv")


def xlsx_response(columns, rows, name):
    """Rows go to a temporary file as they come: memory does not grow with the list."""
    # The response closes the file, which removes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        text = book.add_format({"num_format": "@"})
        dates = {"date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "money": "#,##0.00"}
        formats = {kind: book.add_format({"num_format": shape}) for kind, shape in dates.items()}
        for place, (column, head) in enumerate(zip(columns, _heads(columns, False), strict=True)):
            sheet.set_column(place, place, max(12, 2 * len(head) + 2), None if column.numeric else text)
            sheet.write_string(0, place, head, bold)
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows, 1):
            for place, (column, value) in enumerate(zip(columns, row, strict=False)):
                if value is None or value == "":
                    continue
                _write(sheet, line, place, column, value, formats, text)
    file.seek(0)
    return _attached(FileResponse(file, content_type=XLSX), name, "xlsx")


def _write(sheet, line, place, column, value, formats, text):
    match column.kind:
        case "number" | "decimal" | "money" if isinstance(value, int | float | Decimal):
            sheet.write_number(line, place, value, formats.get(column.kind))
        case "date":
            sheet.write_datetime(line, place, value, formats["date"])
        case "moment":
            local = timezone.localtime(value).replace(tzinfo=None)
            sheet.write_datetime(line, place, local, formats["moment"])
        case _:
            sheet.write_string(line, place, str(_plain(column, value, codes=False)), text)
