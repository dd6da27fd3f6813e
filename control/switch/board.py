"""What became of orders, counted: of one switch, or of an area now. No names of people, nothing but firms."""

from collections import Counter

from django.db.models import Case, CharField, Count, F, Max, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from accounts.models import Role
from clock import clock
from enterprises.models import Enterprise
from plans.models.loops import Loop, LoopStep
from ui.names import named

LATEST, NAMED = 8, 12
SEALED = ("running", "paused", "lifted")
FIGURES = ("ordered", "sealed", "waiting", "silent", "failed", "withdrawn", "people")


def loops_of_area(firms, user):
    """The latest loop of each of these firms, but those that are over."""
    mine = Loop.objects.filter(enterprise__in=firms.order_by().values("pk")).order_by()
    latest = mine.values("enterprise").annotate(latest=Max("pk")).values("latest")
    return Loop.objects.visible_to(user).filter(pk__in=latest).exclude(status=Loop.Status.LIFTED)


def board(loops, *, by_county):
    """{as_of, totals, places, latest, silent, failed}; ``loops`` is a queryset, four statements.

    未回应 (``silent``) is ordered, past its deadline, without an answer; ``waiting`` still has time. ``people`` are
    those inside by the confirmations.
    """
    now = clock.now()
    loops = Loop.objects.filter(pk__in=loops.order_by().values("pk"))
    place = (
        named("enterprise__county")(None)
        if by_county
        else Coalesce(
            "enterprise__park__name",
            named("enterprise__town")(None),
            Value(""),
            output_field=CharField(),
        )
    )
    late = Q(status="ordered", due_at__lt=now)
    rows = (
        loops.order_by()
        .annotate(place=place)
        .values("place")
        .annotate(
            ordered=Count("pk"),
            sealed=Count("pk", filter=Q(status__in=SEALED)),
            silent=Count("pk", filter=late),
            waiting=Count("pk", filter=Q(status="ordered") & ~late),
            failed=Count("pk", filter=Q(status="failed")),
            withdrawn=Count("pk", filter=Q(status="cancelled")),
            people=Coalesce(Sum("people_inside", filter=Q(status__in=SEALED)), 0),
        )
        .order_by("-ordered", "place")
    )
    places, totals = list(rows), Counter(dict.fromkeys(FIGURES, 0))
    for row in places:
        totals.update({name: row[name] for name in FIGURES})
    return {
        "as_of": now,
        "totals": dict(totals),
        "places": places,
        "latest": _latest(loops),
        "silent": _named(loops.filter(late)),
        "failed": _named(loops.filter(status="failed")),
    }


def loops_of_switch(switch, user):
    return switch.loops.filter(pk__in=Loop.objects.visible_to(user).values("pk"))


def of_switch(switch, user):
    """The board of one switch: by county where it goes over several."""
    return board(loops_of_switch(switch, user), by_county=switch.county_id is None)


def of_area(scope, user):
    """The board of an area as it stands now, over whatever switches and single orders."""
    return board(loops_of_area(scope.firms(user), user), by_county=scope.county(user) is None)


def of_all(user):
    """The board of everything a person looks after: by county for the city, else by park and town."""
    firms = Enterprise.objects.visible_to(user)
    return board(loops_of_area(firms, user), by_county=user.holds(Role.CITY, Role.AUDITOR))


def with_reasons(loops):
    """Loops with the moment of their answer and, for those that failed or were withdrawn, the reason given."""
    last = LoopStep.objects.filter(record=OuterRef("pk")).order_by("-occurred_at", "-pk")
    told = Subquery(last.values("deed__remark")[:1])
    ended = Q(status__in=["failed", "cancelled"])
    return loops.annotate(
        reason=Case(When(ended, then=told), default=Value(""), output_field=CharField())
    ).select_related("enterprise__park", "enterprise__town", "plan")


def _latest(loops):
    steps = LoopStep.objects.filter(record__in=loops.values("pk"), source="ordered", target="running")
    rows = steps.order_by("-recorded_at", "-pk")[:LATEST]
    return list(
        rows.values(
            "occurred_at",
            name=F("record__enterprise__name"),
            credit_code=F("record__enterprise__credit_code"),
            people=F("record__people_inside"),
        )
    )


def _named(loops):
    rows = loops.order_by("enterprise__pinyin", "pk").values_list("enterprise__name", flat=True)
    return list(rows[: NAMED + 1])
