"""By when an application is to be decided."""

from datetime import timedelta

from clock import clock
from enterprises.models import Enterprise
from periods.models import PeriodRelease, PeriodTerm
from workflow.deadlines import due


def due_times(passes, submitted):
    """The promise of each pass's type from the moment it is handed in: a list, one a pass; three statements.

    The type's hours run round the clock while a control period is open where the firm is, else by working days.
    """
    places = _places({one.enterprise_id for one in passes})
    periods, released = _periods(), _released()
    return [
        due(
            moment,
            one.type.handling_hours,
            running=any(
                region in places[one.enterprise_id]
                and since <= moment
                and (until is None or moment < until)
                and not any(
                    town in places[one.enterprise_id] and at <= moment
                    for town, at in released.get(period, ())
                )
                for period, region, since, until in periods
            ),
        )
        for one, moment in zip(passes, submitted, strict=True)
    ]


def notice_last_day(firm, pass_type, first_day):
    """The last day of a pass that holds until the notice ends; None where no control is in force or ahead.

    A notice without an end, and one that ends later, is cut at the type's longest validity.
    """
    [places] = _places({firm.pk}).values()
    start, released = max(clock.day_start(first_day), clock.now()), _released()
    ends = [
        until
        for period, region, _since, until in _periods()
        if region in places
        and not (until and until <= start)
        and not any(town in places and at <= start for town, at in released.get(period, ()))
    ]
    if not ends:
        return None
    cap = first_day + timedelta(days=pass_type.longest_days - 1)
    if None in ends:
        return cap
    return min(cap, clock.day_of(max(ends) - timedelta(microseconds=1)))


def _places(firms):
    """{firm: the divisions it lies in}."""
    paths = ("town", "county", "county__parent", "county__parent__parent")
    rows = Enterprise.objects.filter(pk__in=firms).order_by().values_list("pk", *paths)
    return {pk: set(divisions) - {None} for pk, *divisions in rows}


def _periods():
    """(period, division, since, until) of every announced control period."""
    terms = PeriodTerm.objects.current().filter(period__status="announced")
    return list(terms.values_list("period", "period__region", "since", "until"))


def _released():
    """{period: [(town, from when it is released)]}."""
    found = {}
    rows = PeriodRelease.objects.current().filter(released_at__isnull=False)
    for period, town, at in rows.values_list("period", "region", "released_at"):
        found.setdefault(period, []).append((town, at))
    return found
