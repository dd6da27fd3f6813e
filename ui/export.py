"""The whole of a list as a file, in the order shown and with the columns its reader may see."""

from django.db.models import F

from . import keyset
from .sheetfiles import CHUNK, csv_response, neutral, original, xlsx_response
from .watching import leaves, watched

__all__ = ["exported", "neutral", "original", "sort_expression"]


def sort_expression(columns, order, user):
    return columns.by_key[order.removeprefix("-")].order(user) if order else F("pk")


def exported(columns, queryset, expression, order, user, kind, name, *, codes=False):
    """The whole list as a file, in the order shown."""
    if watched(columns):
        leaves(user, queryset.model, queryset.order_by().count(), "export")
    queryset = keyset.ordered(queryset, expression, order.startswith("-"))
    rows = queryset.values_list(*(column.value(user) for column in columns))
    rows = rows.iterator(chunk_size=CHUNK)
    if kind == "csv":
        return csv_response(columns, rows, name, codes=codes)
    return xlsx_response(columns, rows, name)
