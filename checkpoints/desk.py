"""The duty desk: one day at the posts a person sees, in figures that two readers take for the same."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncHour
from django.utils import timezone

from passes.roadside.outcomes import Verdict

from .models import CheckPlace, PlaceTotal
from .models.posts import posts_seen_by
from .twice import twice

MOST = 50  # rows of what is listed one by one
DONE = ("pass", "turn_back", "hand_over", "exempt")


@dataclass(frozen=True)
class Desk:
    """``hours``: {hour, checks, and a figure for each action}; ``shifts`` likewise with post and officer; ``reasons``:
    {verdict, count} of what was not let through; ``twice`` and ``surprises`` one row each, the latest first."""

    day: object
    hours: list
    shifts: list
    reasons: list
    twice: list
    surprises: list

    @property
    def total(self):
        return {key: sum(hour[key] for hour in self.hours) for key in ("checks", *DONE)}


def desk_of(user, day):
    """Nine statements whatever the number of records."""
    first = datetime.combine(day, time(), timezone.get_current_timezone())
    span = {"seen_at__gte": first, "seen_at__lt": first + timedelta(days=1)}
    places = CheckPlace.objects.filter(posts_seen_by(user, "post__"), **span)
    totals = PlaceTotal.objects.filter(
        posts_seen_by(user, "post__"), hour__gte=first, hour__lt=first + timedelta(days=1)
    )
    return Desk(
        day=day,
        hours=_hours(places, totals),
        shifts=_shifts(places),
        reasons=_reasons(places, totals),
        twice=twice(user, places, span),
        surprises=_surprises(places),
    )


def _figures(path=""):
    return {"checks": Count("pk")} | {
        action: Count("pk", filter=Q(**{f"{path}action": action})) for action in DONE
    }


def _hours(places, totals):
    """Records of the hours in which there are any, those whose place is forgotten included."""
    found = {}
    live = places.annotate(hour=TruncHour("seen_at")).values("hour").annotate(**_figures("check_record__"))
    kept = totals.values("hour").annotate(
        checks=Sum("count"), **{action: Sum("count", filter=Q(action=action), default=0) for action in DONE}
    )
    for row in [*live.order_by("hour"), *kept.order_by("hour")]:
        whole = found.setdefault(row["hour"], {"hour": row["hour"]} | dict.fromkeys(("checks", *DONE), 0))
        for key in ("checks", *DONE):
            whole[key] += row[key]
    return [found[hour] for hour in sorted(found)]


def _shifts(places):
    names = {
        "post_name": F("post__name"),
        "officer": F("shift__officer"),
        "unit": F("shift__unit"),
        "since": F("shift__since"),
        "until": F("shift__until"),
    }
    rows = places.values("post", "shift", **names).annotate(**_figures("check_record__"))
    return list(rows.order_by("post__name", "shift__since"))


def _reasons(places, totals):
    refused = {}
    live = places.exclude(check_record__action__in=("pass", "exempt"))
    for row in live.values(verdict=F("check_record__verdict")).annotate(count=Count("pk")):
        refused[row["verdict"]] = row["count"]
    kept = totals.exclude(action__in=("pass", "exempt"))
    for verdict, count in kept.values_list("verdict").annotate(Sum("count")).order_by():
        refused[verdict] = refused.get(verdict, 0) + count
    words = dict(Verdict.choices)
    most = sorted(refused.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"verdict": verdict, "words": words[verdict], "count": count} for verdict, count in most]


def _surprises(places):
    """Let through as valid by a list that did not know yet what the server knew."""
    rows = places.filter(check_record__verdict="valid").exclude(check_record__known="valid")
    names = {
        "plate": F("check_record__plate"),
        "known": F("check_record__known"),
        "list_number": F("check_record__list_number"),
        "action": F("check_record__action"),
        "post_name": F("post__name"),
    }
    words = dict(Verdict.choices)
    found = rows.order_by("-seen_at").values("seen_at", **names)[:MOST]
    return [row | {"known_words": words[row["known"]]} for row in found]
