"""What is under control where: now, and from when until when, for the divisions above a case."""

from collections import defaultdict

from periods.models import ControlPeriod, PeriodTerm

# From a firm or park up: the divisions whose control is a case's control (a firm's town besides).
COUNTY = ("county", "county__parent", "county__parent__parent")


def controlled_regions(at=None):
    """Keys of the divisions in which a control period is open."""
    return set(ControlPeriod.objects.in_force(at).values_list("region", flat=True))


def spells():
    """{division: [(since, until or None)]} of every announced period by the dates on record; one statement."""
    found = defaultdict(list)
    rows = PeriodTerm.objects.current().filter(period__status=ControlPeriod.Status.ANNOUNCED)
    for region, since, until in rows.values_list("period__region", "since", "until"):
        found[region].append((since, until))
    return found


def merged(spells):
    """Spells of several divisions as one: sorted, and none touching another."""
    whole = []
    for since, until in sorted(spells, key=lambda spell: spell[0]):
        if whole and (whole[-1][1] is None or since <= whole[-1][1]):
            last = whole[-1][1]
            whole[-1] = (whole[-1][0], None if last is None or until is None else max(last, until))
        else:
            whole.append((since, until))
    return whole
