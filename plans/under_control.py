"""From when until when a case is under control: by the divisions it lies in, without towns released earlier."""

from collections import defaultdict

from periods.models import ControlPeriod, PeriodRelease, PeriodTerm

# From a firm or park up: the divisions whose control is a case's control (a firm's town besides).
COUNTY = ("county", "county__parent", "county__parent__parent")


def spells():
    """{division: [(since, until or None, {town: when it was released})]} of every announced period by what is on
    record; two statements. A notice for a named place (a compound, a road) leaves its division as it was."""
    released, found = defaultdict(dict), defaultdict(list)
    gone = PeriodRelease.objects.current().exclude(released_at=None)
    for period, town, at in gone.values_list("period", "region", "released_at"):
        released[period][town] = at
    rows = PeriodTerm.objects.current().filter(
        period__status=ControlPeriod.Status.ANNOUNCED, period__place=""
    )
    for period, region, since, until in rows.values_list("period", "period__region", "since", "until"):
        found[region].append((since, until, released[period]))
    return found


def spells_at(places, found):
    """The spells (since, until) of a case that lies in these divisions: sorted, and none touching another."""
    whole = []
    for since, until in sorted(_each_at(places, found), key=lambda spell: spell[0]):
        if whole and (whole[-1][1] is None or since <= whole[-1][1]):
            last = whole[-1][1]
            whole[-1] = (whole[-1][0], None if last is None or until is None else max(last, until))
        else:
            whole.append((since, until))
    return whole


def _each_at(places, found):
    for place in places:
        for since, until, released in found.get(place, ()):
            ends = [end for end in (until, *(released.get(town) for town in places)) if end is not None]
            end = min(ends, default=None)
            if end is None or end > since:
                yield since, end
