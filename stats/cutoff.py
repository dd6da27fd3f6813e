"""When a reporting day is closed, and from which day on figures are owed: two policies, dated like all others."""

from datetime import date, timedelta

from clock import clock
from workflow.models import Deed, Policy

CUTOFF = (
    "stats.cutoff"  # "HH:MM" of the day itself; 24:00, the next midnight, until somebody decides otherwise
)
FIRST_DAY = "stats.first_day"  # "YYYY-MM-DD"; the day of the portal's first deed if nothing is decided
MIDNIGHT = timedelta(hours=24)


def cutoffs():
    """A function from a day to its cut-off moment; one statement whatever the number of days asked."""
    rows = Policy.objects.current().filter(key=CUTOFF, region=None).order_by("since")
    decided = [(since, _hours(value)) for since, value in rows.values_list("since", "value")]

    def cutoff(day):
        start = clock.day_start(day)
        return start + next((hours for since, hours in reversed(decided) if since <= start), MIDNIGHT)

    return cutoff


def cutoff_of(day):
    return cutoffs()(day)


def first_day():
    """The city's first day of figures, or None while nothing was ever done here."""
    rows = Policy.objects.current().filter(key=FIRST_DAY, region=None).order_by("-since")
    if decided := rows.values_list("value", flat=True).first():
        return date.fromisoformat(decided)
    earliest = Deed.objects.order_by("recorded_at").values_list("recorded_at", flat=True).first()
    return earliest and clock.day_of(earliest)


def days_closed(cutoff):
    """Every day from the first day of figures whose cut-off has passed, oldest first."""
    now, day = clock.now(), first_day()
    days = []
    while day is not None and cutoff(day) <= now:
        days.append(day)
        day += timedelta(days=1)
    return days


def _hours(value):
    hours, minutes = map(int, value.split(":"))
    return timedelta(hours=hours, minutes=minutes)
