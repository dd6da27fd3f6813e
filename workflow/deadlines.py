"""By when the next step is owed: round the clock under control, by Chinese working days otherwise."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import chinese_calendar
from django.utils import timezone

OPENS, CLOSES = time(9), time(18)
DAY = timedelta(days=1)


@lru_cache(maxsize=256)  # one press asks the same for every record it moves
def due(start: datetime, hours, *, running: bool) -> datetime:
    """The moment ``hours`` after ``start``.

    ``running`` says whether a control period is open in the case's region: then every hour counts. Otherwise
    only the hours of Chinese working days count (24 hours are one working day); what comes in outside office
    hours counts from the next opening, and what would fall due outside them is due at the next opening.
    """
    if running:
        return start + timedelta(hours=float(hours))
    at = _next_opening(timezone.localtime(start))
    left = timedelta(hours=float(hours))
    while left > (to_midnight := _midnight_after(at) - at):
        left -= to_midnight
        at = _midnight_after(at)
        while not is_working_day(at.date()):
            at += DAY
    return _next_opening(at + left)


def is_working_day(day: date) -> bool:
    """By the State Council's calendar of holidays; beyond its last published year Monday to Friday."""
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return day.weekday() < 5


def _next_opening(at):
    """The moment itself in office hours of a working day, else the next opening."""
    if is_working_day(at.date()) and at.time() < CLOSES:
        return max(at, at.replace(hour=OPENS.hour, minute=0, second=0, microsecond=0))
    day = at.date() + DAY
    while not is_working_day(day):
        day += DAY
    return datetime.combine(day, OPENS, at.tzinfo)


def _midnight_after(at):
    return datetime.combine(at.date() + DAY, time(), at.tzinfo)
