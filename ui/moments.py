"""Dates, times and figures in words, in the reader's language."""

import calendar
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils import timezone
from django.utils.translation import get_language

from clock import clock

MONTHS = [calendar.month_name[number] for number in range(1, 13)]


def now():
    """The portal's present moment in the city: it says which year is this year."""
    return timezone.localtime(clock.now())


def english():
    return (get_language() or "").startswith("en")


def day(value, *, year=None):
    """9月12日, or 2021年9月12日 in another year; ``year=True`` always tells the year."""
    if value is None or value == "":
        return ""
    if hasattr(value, "hour"):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    with_year = value.year != now().year if year is None else year
    if english():
        return f"{value.day} {MONTHS[value.month - 1]}" + (f" {value.year}" if with_year else "")
    return (f"{value.year}年" if with_year else "") + f"{value.month}月{value.day}日"


def moment(value, *, year=None):
    """9月12日 08:20; in English 12 September, 08:20."""
    if not value:
        return ""
    value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(value, year=year)}{',' if english() else ''} {value:%H:%M}"


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
