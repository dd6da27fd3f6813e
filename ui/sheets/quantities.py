"""Columns of numbers, days and moments."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from .cells import CellError, halfwidth, shown
from .texts import EXACT, SCIENTIFIC, SheetField

PLAIN = re.compile(r"[-+]?\d+(\.\d+)?|[-+]?\.\d+")
GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
DAY = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|年(\d{1,2})月(\d{1,2})(?:日|(?!\d))|(\d{2})(\d{2})(?!\d))"
)
HOUR = re.compile(r"(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.0+)?)?|[时点](?:(\d{1,2})分?)?)")
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - day 0 of a spreadsheet's calendar has no zone


class Number(SheetField):
    """A decimal number of at most ``places`` decimals within ``least`` … ``most``; 1,234.5 is understood."""

    def __init__(self, label, *, places=2, least=None, most=None, **more):
        super().__init__(label, **more)
        self.places, self.least, self.most = places, least, most

    def value(self, cell):
        number = self.number(cell)
        exponent = number.normalize().as_tuple().exponent
        if -exponent > self.places:
            if self.places:
                raise CellError("too_many_places", _("最多 %(places)s 位小数。") % {"places": self.places})
            raise CellError("not_whole", _("应为整数。"))
        if self.least is not None and number < self.least:
            raise CellError("too_small", _("不能小于 %(limit)s。") % {"limit": self.least})
        if self.most is not None and number > self.most:
            raise CellError("too_large", _("不能大于 %(limit)s。") % {"limit": self.most})
        return number.quantize(Decimal(1).scaleb(-self.places))

    def number(self, cell):
        if isinstance(cell, str):
            text = halfwidth(cell).replace("−", "-").replace(" ", "")
            if text.endswith("%"):
                raise CellError("percent", _("不能填百分数，请填数值。"))
            if SCIENTIFIC.match(text):
                raise CellError("scientific", _("这是科学计数法，位数可能已丢失，请填写完整数字。"))
            if len(text) > 30 or not (PLAIN.fullmatch(text) or GROUPED.fullmatch(text)):
                raise CellError("not_a_number", _("不是数字（单位不要写在格内）。"))
            number = Decimal(text.replace(",", ""))
        elif isinstance(cell, int | float) and not isinstance(cell, bool):
            number = Decimal(
                format(cell, ".15g")
            )  # the fifteen digits a spreadsheet shows of a binary fraction
        else:
            raise CellError("not_a_number", _("不是数字（单位不要写在格内）。"))
        if not number.is_finite() or abs(number) >= EXACT:
            raise CellError("too_large", _("数字过大。"))
        return number


class Whole(Number):
    """A whole number, as int."""

    def __init__(self, label, *, least=0, most=2**31 - 1, **more):
        super().__init__(label, places=0, least=least, most=most, **more)

    def value(self, cell):
        return int(super().value(cell))


class Day(SheetField):
    """A date: 2022-09-11, 2022/9/11, 2022年9月11日, 20220911, a date cell or its bare serial number."""

    def value(self, cell):
        moment, _timed = naive_moment(cell)
        if moment.time() != time():
            raise CellError("has_hour", _("只填日期，不要带时刻。"))
        return moment.date()


class Moment(SheetField):
    """A date with hour and minute, in the portal's time zone; 24:00 is the next midnight."""

    def value(self, cell):
        moment, timed = naive_moment(cell)
        if not timed:
            raise CellError("no_hour", _("须写明时刻，如 2022-09-11 18:00。"))
        return timezone.make_aware(moment, timezone.get_default_timezone())


def naive_moment(cell):
    """(datetime without zone, whether an hour was given)."""
    if isinstance(cell, datetime):
        return plausible(cell.replace(tzinfo=None)), True
    if isinstance(cell, date):
        return plausible(datetime.combine(cell, time())), False
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if 20_000 <= cell < 80_000:  # a date cell whose format was lost: days since 1899-12-30
            moment = EPOCH + timedelta(seconds=round(cell * 86_400))
            return moment, isinstance(cell, float) and cell != int(cell)
        cell = shown(cell)
    return parsed(halfwidth(cell)) if isinstance(cell, str) else refuse()


def parsed(text):
    text = text.replace("T", " ") if re.search(r"\dT\d", text) else text
    if not (found := DAY.match(text)):
        refuse()
    year, *parts = (int(part) for part in found.groups() if part)
    rest = text[found.end() :].strip()
    try:
        day = datetime(year, *parts)  # noqa: DTZ001 - given its zone by the caller
        if not rest:
            return plausible(day), False
        hour = HOUR.fullmatch(rest)
        if not hour:
            refuse()
        hours, minutes, seconds, spoken = (int(part or 0) for part in hour.groups())
        minutes = minutes or spoken
        if (hours, minutes, seconds) != (24, 0, 0) and (hours > 23 or minutes > 59 or seconds > 59):
            refuse()
        return plausible(day) + timedelta(hours=hours, minutes=minutes, seconds=seconds), True
    except ValueError:
        raise CellError("no_such_day", _("没有这一天。")) from None


def plausible(moment):
    if not 1900 <= moment.year <= 2100:
        refuse()
    return moment


def refuse():
    raise CellError("not_a_date", _("不是日期，请写成 2022-09-11 这样的形式。"))
