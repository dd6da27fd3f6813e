"""JSON as REST speaks it: decimals as strings, moments with +08:00."""

import datetime
import uuid
from decimal import Decimal

import orjson
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

OPTIONS = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_NON_STR_KEYS


def plain(value):
    """What orjson does not know by itself."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).isoformat()
    if isinstance(value, datetime.date):  # passed through with the moments
        return value.isoformat()
    if isinstance(value, Promise | uuid.UUID):
        return str(value)
    if isinstance(value, datetime.timedelta):
        return int(value.total_seconds())
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    if hasattr(value, "items"):
        return dict(value)
    if hasattr(value, "__iter__"):
        return list(value)
    raise TypeError(f"{type(value)} has no place in JSON")


def dumps(value):
    return orjson.dumps(value, default=plain, option=OPTIONS)


def answered(body, status=200, headers=None):
    """``body`` as the response of a handler that has no list and no record."""
    return HttpResponse(dumps(body), status=status, content_type="application/json", headers=headers)


class JSONParser(BaseParser):
    """A request's body: one JSON object, in UTF-8, of texts that a database can keep. All else is unreadable."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        body = stream.read()
        try:
            said = orjson.loads(body)  # refuses lone surrogates and NaN
        except orjson.JSONDecodeError as error:
            raise ParseError from error
        if not isinstance(said, dict) or rb"\u0000" in body:
            raise ParseError
        return said


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return b"" if data is None else dumps(data)


class CSVRenderer(JSONRenderer):
    """Lets a client ask for CSV; the view streams it, only a refusal comes through here."""

    media_type = "text/csv"
    format = "csv"


class XLSXRenderer(JSONRenderer):
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"
