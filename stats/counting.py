"""What the figures read. Each life is read once, grouped by place in SQL: rows are places, not firms."""

from django.db.models import BooleanField, Case, Count, FilteredRelation, Max, Q, Sum, Value, When
from django.db.models.expressions import ExpressionWrapper

from enterprises.models import DirectoryEntry
from passes.models import PassStep, VehiclePass
from plans.models.loops import Loop, LoopStep
from whitelist.models import WhitelistEntry

from .scopes import year_of


def directory_year(as_of, known_at):
    """The year of the newest directory not after the day, or None."""
    entries = DirectoryEntry.objects.known_at(known_at).filter(year__lte=year_of(as_of))
    return entries.aggregate(year=Max("year"))["year"]


def running(as_of, known_at):
    """Keys of the firms in closed loop: more steps into 闭环运行中 than out of it, by what was known."""
    into, out = (
        Case(When(target=Loop.Status.RUNNING, then=1), default=0),
        Case(When(source=Loop.Status.RUNNING, then=1), default=0),
    )
    steps = LoopStep.objects.order_by().filter(occurred_at__lt=as_of, recorded_at__lte=known_at)
    flows = steps.values("record__enterprise").annotate(standing=Sum(into) - Sum(out))
    return flows.filter(standing__gt=0).values("record__enterprise")


def firms(as_of, known_at, year):
    """The firms of that year's directory as then known, each with ``in_loop``."""
    in_loop = ExpressionWrapper(Q(enterprise__in=running(as_of, known_at)), output_field=BooleanField())
    return DirectoryEntry.objects.known_at(known_at).filter(year=year).annotate(in_loop=in_loop)


def firms_by_place(as_of, known_at, year):
    """One grouping: {county, town, park, above_scale, in_loop, firms, with_output, output}."""
    return (
        firms(as_of, known_at, year)
        .order_by()
        .values("county__code", "town__code", "park", "above_scale", "in_loop")
        .annotate(firms=Count("pk"), with_output=Count("output_value"), output=Sum("output_value"))
    )


def passes_by_place(as_of, known_at, year):
    """One grouping: {scope, channel, county, park, number} of passes ever issued before ``as_of``.

    A pass is issued once; a suspended one that is reinstated was issued before.
    """
    steps = PassStep.objects.filter(
        target=VehiclePass.Status.ISSUED, occurred_at__lt=as_of, recorded_at__lte=known_at
    ).exclude(source=VehiclePass.Status.SUSPENDED)
    return (
        steps.order_by()
        .annotate(place=_place("record__enterprise__directory", known_at, year))
        .values("record__type__scope", "record__channel", "place__county__code", "place__park")
        .annotate(number=Count("pk"))
    )


def entries_by_place(as_of, known_at, year):
    """One grouping: {level, of a park?, county, park, number} of white list entries open just before ``as_of``.

    A firm counts where that year's directory has it; a park in its own county.
    """
    listed = WhitelistEntry.objects.listed_at(as_of, known_at)
    of_park = Case(When(park__isnull=False, then=Value(True)), default=Value(False))
    return (
        listed.order_by()
        .annotate(place=_place("enterprise__directory", known_at, year), of_park=of_park)
        .values("level", "of_park", "park__county__code", "place__county__code", "place__park")
        .annotate(number=Count("pk"))
    )


def _place(path, known_at, year):
    """The firm's line in the directory of ``year`` as known then: where it counts, also when read again later."""
    known = Q(**{f"{path}__superseded_at": None}) | Q(**{f"{path}__superseded_at__gt": known_at})
    return FilteredRelation(
        path, condition=known & Q(**{f"{path}__recorded_at__lte": known_at, f"{path}__year": year})
    )
