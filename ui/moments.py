"""Dates, times and figures in words, in the reader's language."""

import calendar
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clock import clock

MONTHS = [calendar.month_name[number] for number in range(1, 13)]


def now():
    """The portal's present moment in the city: it says which year is this year."""
    return timezone.localtime(clock.now())


def english():
    return (get_language() or "").startswith("en")


def day(value, *, year=None, short=False):
    """9月12日, or 2021年9月12日 in another year; ``year=True`` always tells the year, ``short`` is for English lists."""
    if value is None or value == "":
        return ""
    if hasattr(value, "hour"):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    with_year = value.year != now().year if year is None else year
    if english():
        month = MONTHS[value.month - 1]
        return f"{value.day} {month[:3] if short else month}" + (f" {value.year}" if with_year else "")
    return (f"{value.year}年" if with_year else "") + f"{value.month}月{value.day}日"


def moment(value, *, year=None, short=False):
    """9月12日 08:20; in English 12 September, 08:20."""
    if not value:
        return ""
    value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(value, year=year, short=short)}{',' if english() else ''} {value:%H:%M}"


def after(value, before):
    """``value``, or ``before`` where it was told to the minute and lies in the very minute of ``before``.

    Ordered at 22:00:30 and sealed "at 22:00" is no step backwards: nobody writes seconds.
    """
    same = value and before and value < before and value == before.replace(second=0, microsecond=0)
    return before if same else value


def upto(value):
    """The end of a day as people say it: 12 September 00:00 is 9月11日24时; in English "midnight ending 11 September"."""
    value = timezone.localtime(value)
    if (value.hour, value.minute) == (0, 0):
        ended = value - timedelta(days=1)
        return f"24:00 on {day(ended)}" if english() else f"{day(ended)}24时"
    return f"{value:%H:%M} on {day(value)}" if english() else f"{day(value)}{value:%H:%M}"


def until(value):
    """The time left in words: 剩1小时10分, 超时40分."""
    left = int((value - now()).total_seconds() // 60)
    words = span(abs(left))
    return _("超时{span}").format(span=words) if left < 0 else _("剩{span}").format(span=words)


def span(minutes):
    """Minutes as days, hours and minutes, the two largest that are not nothing."""
    parts = [(minutes // 1440, _("{n}天")), (minutes // 60 % 24, _("{n}小时")), (minutes % 60, _("{n}分"))]
    said = [words.format(n=n) for n, words in parts if n][:2]
    return (" " if english() else "").join(said) or parts[2][1].format(n=0)


def rounded(value, places):
    """Half away from zero, as a clerk rounds: 0.651195 has to read 65.1, and 0.125 0.13."""
    try:
        return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except (InvalidOperation, TypeError):
        return None


def number(value, places=None):
    """Thousands parted by commas; '' for nothing."""
    if value is None or value == "":
        return ""
    shown = value if places is None else rounded(value, places)
    return "" if shown is None else f"{shown:,}"


def percent(value, places=1):
    """0.651195 -> 65.1; the sign is written beside it."""
    if value is None or value == "":
        return ""
    share = rounded(Decimal(str(value)) * 100, places)
    return "" if share is None else f"{share:,}"
