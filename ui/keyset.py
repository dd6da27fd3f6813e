"""Keyset pages: the next page begins after the row value (sort key, id) of the last one.

Unlike offsets a page costs the same anywhere; unlike DRF's own cursor it never ends on many equal keys.
Empty keys come last in both directions.
"""

import base64
import binascii
from dataclasses import dataclass

import orjson
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import BooleanField, F, Func, Value
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _


class BadCursor(ValueError):
    """A cursor that was cut off, made up, or made for another order."""

    code = "bad_cursor"
    status_code = 400

    @property
    def sentence(self):
        return _("翻页位置无效，请从第一页重新开始。")


class RowCompare(Func):
    """``(a, b) > (c, d)``: one row comparison, which an index on (a, b) answers."""

    template = "(%(left)s) %(sign)s (%(right)s)"
    conditional = True

    def __init__(self, left, right, sign, **extra):
        super().__init__(*left, *right, output_field=BooleanField(), **extra)
        self.sign, self.width = sign, len(left)

    def as_sql(self, compiler, connection, **extra):
        parts = [compiler.compile(expression) for expression in self.source_expressions]
        left = ", ".join(sql for sql, _params in parts[: self.width])
        right = ", ".join(sql for sql, _params in parts[self.width :])
        params = [param for _sql, some in parts for param in some]
        return self.template % {"left": left, "sign": self.sign, "right": right}, params


def encode(*parts):
    return base64.urlsafe_b64encode(orjson.dumps(parts, default=str)).decode().rstrip("=")


def decode(text):
    try:
        parts = orjson.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
        back, order, value, pk = parts
    except (binascii.Error, ValueError, TypeError) as error:
        raise BadCursor from error
    if not (isinstance(order, str) and isinstance(back, int) and isinstance(pk, str | int)):
        raise BadCursor
    return bool(back), order, value, pk


@dataclass
class Page:
    """``rows`` without the two trailing key values; cursors are None where the list ends."""

    rows: list
    next: str | None
    previous: str | None


def ordered(queryset, expression, descending, *, backwards=False):
    """The queryset with its sort key as ``_sort`` in page order, ties by key."""
    may_be_null = nullable(queryset.model, expression)
    queryset = queryset.annotate(_sort=expression)
    down = descending != backwards
    # Saying NULLS LAST where there are none would only keep an index from being used.
    nulls = {"nulls_first" if backwards else "nulls_last": True} if may_be_null else {}
    return queryset.order_by(OrderBy(F("_sort"), descending=down, **nulls), "-pk" if down else "pk")


def nullable(model, expression):
    """False only where a plain path of required columns says so."""
    if type(expression) is not F:
        return True
    for part in expression.name.split("__"):
        if part == "pk":
            return False
        try:
            found = model._meta.get_field(part)
        except FieldDoesNotExist:
            return True
        if found.null or not found.concrete:
            return True
        model = found.related_model
    return False


def beyond(queryset, value, pk, *, descending, backwards):
    """The rows after (value, pk), or before it when ``backwards``, as parts to be read one after the other.

    With keys and without are two parts: an index answers each, and neither as one condition with "or".
    """
    sign = "<" if descending != backwards else ">"
    key, pk_field = queryset.query.annotations["_sort"].output_field, queryset.model._meta.pk
    try:
        if "\x00" in f"{value}{pk}":
            raise BadCursor
        pk = pk_field.to_python(pk)
        value = None if value is None else key.to_python(value)
    except (ValidationError, TypeError, ValueError, OverflowError) as error:
        raise BadCursor from error
    if value is None:
        ties = queryset.filter(_sort__isnull=True, **{"pk__lt" if sign == "<" else "pk__gt": pk})
        return [ties, queryset.filter(_sort__isnull=False)] if backwards else [ties]
    row = RowCompare((F("_sort"), F("pk")), (Value(value, key), Value(pk, pk_field)), sign)
    return (
        [queryset.filter(row)] if backwards else [queryset.filter(row), queryset.filter(_sort__isnull=True)]
    )


def take(queryset, expressions, *, expression, order, cursor="", limit=50):
    """A Page of tuples of ``expressions``; ``order`` names the order, '-' in front if descending."""
    descending, backwards = order.startswith("-"), False
    if cursor:
        backwards, of, value, pk = decode(cursor)
        if of != order:
            raise BadCursor
    queryset = ordered(queryset, expression, descending, backwards=backwards)
    parts = [queryset]
    if cursor:
        parts = beyond(queryset, value, pk, descending=descending, backwards=backwards)
        if not nullable(queryset.model, expression):
            parts = parts[:1]
    found = []
    for part in parts:
        if len(found) <= limit:
            found += part.values_list(*expressions, "_sort", "pk")[: limit + 1 - len(found)]
    more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()
    later, earlier = (True, more) if backwards else (more, bool(cursor))
    return Page(
        rows=[row[:-2] for row in found],
        next=encode(0, order, *found[-1][-2:]) if found and later else None,
        previous=encode(1, order, *found[0][-2:]) if found and earlier else None,
    )
