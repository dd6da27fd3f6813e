"""The two sheets an import hands out: an empty one to fill in, and its errors to work through."""

import io

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(name, title, rows, *, widths, filename):
    """An XLSX answer in which every cell is text: no code is spoiled, nothing is run as a formula."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "num_format": "@"}
        )
        text = book.add_format({"num_format": "@", "valign": "top"})
        sheet = book.add_worksheet(name[:31])
        for column, (label, width) in enumerate(zip(title, widths, strict=True)):
            sheet.set_column(column, column, width, text)
            sheet.write_string(0, column, label, head)
        for at, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells):
                sheet.write_string(at, column, str(cell), text)
        sheet.freeze_panes(1, 0)
    response = HttpResponse(stream.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{filename}.xlsx"'
    return response


def template_of(importer, user):
    """The sheet to fill in: titles in the order of the declaration, and the rows the kind begins with."""
    fields = list(importer.columns.values())
    labels = [str(field.label) for field in fields]
    return workbook(
        _("模板"),
        labels,
        importer.template_rows(user),
        widths=[
            max(10, 2 * len(label) + 2, len(str(f.example)) + 2)
            for label, f in zip(labels, fields, strict=True)
        ],
        filename=f"{importer.kind}-template",
    )


def errors_of(report):
    """All errors, also those beyond what a page shows, by row and column of the file."""
    return workbook(
        _("错误"),
        [_("行"), _("列"), _("内容"), _("原因"), _("代码")],
        [[p.row or "", p.column, p.value, p.reason, p.code] for p in report.errors],
        widths=[8, 24, 28, 60, 20],
        filename=f"{report.kind}-errors",
    )
