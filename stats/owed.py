"""Which days are owed: read from the database, never from the scheduler."""

from dataclasses import dataclass
from datetime import date, datetime

from .cutoff import cutoffs, days_closed
from .facts import newest_by_place
from .models import Compilation


@dataclass(frozen=True)
class Owed:
    """A day to be compiled: ``since`` its cut-off if it never was, else since its newest late fact."""

    day: date
    since: datetime
    missing: bool


def owed():
    """Days whose cut-off passed without figures, and days touched by facts newer than their revision; oldest first."""
    cutoff = cutoffs()
    days = days_closed(cutoff)
    if not days:
        return []
    rows = Compilation.objects.current().filter(day__gte=days[0], day__lte=days[-1]).order_by("day")
    compiled = list(rows.values_list("day", "as_of", "checked_at"))
    there = {day for day, _as_of, _checked in compiled}
    missing = [Owed(day, cutoff(day), True) for day in days if day not in there]
    return sorted([*missing, *_touched(compiled)], key=lambda one: one.day)


def days_owed():
    return [one.day for one in owed()]


def _touched(compiled):
    """Of the compiled days those on which a later recorded fact bears: a fact bears on all days from its own on."""
    if not compiled:
        return
    oldest = min(checked for _day, _as_of, checked in compiled)
    newest = newest_by_place([(day, as_of) for day, as_of, _checked in compiled], oldest)
    latest = None
    for place, (day, _as_of, checked) in enumerate(compiled):
        if place in newest:
            latest = max(newest[place], latest or newest[place])
        if latest and latest > checked:
            yield Owed(day, latest, False)
