"""Who reported for a day (报送率): missing is not zero, and is a list of counties to ring up."""

from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q

from clock import clock
from enterprises.models import DailyReturn, DirectoryEntry
from regions.models import Region

from . import counting
from .scopes import controlled_areas
from .where import under_control


def reported(day, as_of):
    """{due, done, share, missing: [(county, number)], until} of the firms under control, by what is known now.

    Returns of a day come in after its cut-off, so they are read as they stand and never stored with it.
    """
    now = clock.now()
    year = counting.directory_year(as_of, now)
    returned = DailyReturn.objects.current().filter(day=day, enterprise=OuterRef("enterprise"))
    counties = (
        DirectoryEntry.objects.known_at(now)
        .filter(under_control(controlled_areas(as_of, now)), year=year)
        .annotate(reported=Exists(returned))
        .order_by()
        .values("county")
        .annotate(due=Count("pk"), done=Count("pk", filter=Q(reported=True)))
    )
    counts = {row["county"]: (row["due"], row["done"]) for row in counties}
    places = {place.pk: place for place in Region.objects.filter(pk__in=counts)}
    missing = [(places[key], due - done) for key, (due, done) in counts.items() if due > done]
    due, done = (sum(pair[place] for pair in counts.values()) for place in (0, 1))
    return {
        "due": due,
        "done": done,
        "share": Decimal(done) / due if due else None,
        "missing": sorted(missing, key=lambda one: (-one[1], one[0].code)),
        "until": now,
    }
