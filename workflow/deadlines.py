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
    return _counted_off(_next_opening(timezone.localtime(start)), timedelta(hours=float(hours)))


@lru_cache(maxsize=4096)
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


def due_over(start: datetime, hours, spells) -> datetime:
    """The moment ``hours`` after ``start`` when control comes and goes.

    ``spells`` are the case's spells of control, (since, until or None), sorted and apart: within them every hour
    counts, between them only those of working days. Hours counted under one rule are not counted again under
    the other. What was already spent when control began is due at that moment.
    """
    at, left, waiting = timezone.localtime(start), timedelta(hours=float(hours)), False
    for since, until in spells:
        if until is not None and until <= at:
            continue
        if at < since:
            counts_from = _next_working_hour(at) if waiting else _next_opening(at)
            owed = _counted_off(counts_from, left)
            if owed <= since:
                return owed
            left = max(left - _working_time(counts_from, timezone.localtime(since)), timedelta())
            at = timezone.localtime(since)
        if until is None or at + left <= until:
            return at + left
        left, at, waiting = left - (until - at), timezone.localtime(until), True
    return _counted_off(_next_working_hour(at) if waiting else _next_opening(at), left)


def _counted_off(at, left):
    """The moment at which ``left`` hours of working days have passed from ``at``, itself in a working day."""
    while left > (to_midnight := _midnight_after(at) - at):
        left -= to_midnight
        at = _next_working_hour(_midnight_after(at))
    return _next_opening(at + left)


def _next_working_hour(at):
    """The moment itself on a working day, else the midnight at which the next begins."""
    while not is_working_day(at.date()):
        at = _midnight_after(at)
    return at


def _working_time(at, end):
    """How much of the time between two moments counts outside control."""
    counted = timedelta()
    while at < end:
        until = min(_midnight_after(at), end)
        if is_working_day(at.date()):
            counted += until - at
        at = until
    return counted
