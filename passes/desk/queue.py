"""The queue of the desk: urgent goods first, then by the deadline; what others have in hand is left out."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce

from clock import clock
from passes.issue.concerns import concerns_of
from passes.models import Goods, PassClaim, PassStep, VehiclePass
from workflow.claimable import end_claims, in_others_hands
from workflow.deeds import deed as one_deed
from workflow.edits import hold_all
from workflow.policies import policy

SHOWN = 60  # cases on a page of the desk; the number waiting is told whole
TAKEN = 10  # cases taken in hand by one press
FIRST = [Goods.MEDICAL, Goods.NECESSITIES]
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)  # a case without a deadline comes last
DECISIONS = (
    "accept",
    "accept_recommend",
    "accept_issue",
    "recommend",
    "recommend_issue",
    "issue",
    "return",
    "refuse",
)


@dataclass
class Queue:
    """The cases of one page, each with its ``concerns``; how many wait, are in hand, were decided today.

    ``after`` is the place behind which the page begins, ``rest`` how many come behind it, ``next`` their place.
    """

    cases: list
    waiting: int
    mine: int
    done: int
    after: str = ""
    rest: int = 0

    @property
    def clean(self):
        return [one for one in self.cases if not one.concerns]

    @property
    def next(self):
        return place_of(self.cases[-1]) if self.rest else ""


def waiting_for(user):
    """What this person may decide next, in the order of the desk."""
    first = policy("pass.first_goods", default=[str(goods) for goods in FIRST])
    waits = VehiclePass.objects.waiting_for(user).exclude(status="returned").exclude(in_others_hands(user))
    rank = Case(When(goods_category__in=first, then=Value(0)), default=Value(1))
    owed = Coalesce("due_at", Value(NEVER))
    return waits.annotate(rank=rank, owed=owed).order_by("rank", "owed", "pk")


def place_of(case):
    """A case's place in the desk's order, as a page names it; it holds when the case itself was decided."""
    return f"{case.rank}.{int((case.owed - EPOCH) / MICROSECOND)}.{case.pk}"


def _behind(waits, place):
    """What stands behind a place; all of it where the place cannot be read."""
    if not re.fullmatch(r"\d\.\d{1,18}\.\d{1,18}", place):
        return waits
    rank, owed, pk = (int(part) for part in place.split("."))
    try:
        owed = EPOCH + owed * MICROSECOND
    except OverflowError:
        return waits
    later = Q(owed__gt=owed) | Q(owed=owed, pk__gt=pk)
    return waits.filter(Q(rank__gt=rank) | Q(rank=rank) & later)


def queue_of(user, after=""):
    """One page of the desk, behind ``after`` (a ``place_of``); from the front without."""
    waits = waiting_for(user)
    behind = _behind(waits, after)
    cases = list(behind.select_related("type", "enterprise", "origin", "destination", "claimed_by")[:SHOWN])
    concerns = concerns_of(cases)
    now = clock.now()
    for one in cases:
        one.concerns = concerns[one.pk]
        one.late = bool(one.due_at and one.due_at < now)
        one.in_hand = one.holder == user
    today = PassStep.objects.filter(
        deed__by=user, deed__verb__in=DECISIONS, recorded_at__gte=clock.day_start(clock.today())
    )
    mine = waits.filter(claimed_by=user, claimed_until__gt=now).count()
    waiting = waits.count()
    rest = (waiting if behind is waits else behind.count()) - len(cases)
    after = "" if behind is waits else after
    return Queue(cases, waiting, mine, today.exclude(target="superseded").count(), after, rest)


class _NothingFree(Exception):
    """Undoes the deed of a press that found nothing."""


def claim_next(user, *, many=TAKEN):
    """Take the next cases that nobody has in hand; two who press at once get different ones. Returns the claims.

    A constant number of statements; where nothing is free, nothing is written.
    """
    with suppress(_NothingFree), one_deed("claim", by=user, of=VehiclePass) as deed:
        free = waiting_for(user).exclude(claimed_by=user, claimed_until__gt=clock.now())
        keys = [one.pk for one in free.select_for_update(skip_locked=True, of=("self",))[:many]]
        if not keys:
            raise _NothingFree
        held = hold_all(VehiclePass.objects.filter(pk__in=keys), "claim", by=user)
        end_claims(VehiclePass, held.moved, deed)
        until = deed.recorded_at + timedelta(minutes=policy("claim.minutes"))
        made = PassClaim.objects.bulk_create(
            PassClaim(
                record_id=key, by=user, unit=deed.unit, deed=deed, taken_at=deed.recorded_at, until=until
            )
            for key in held.moved
        )
        VehiclePass.objects.filter(pk__in=held.moved).update(claimed_by=user, claimed_until=until)
        deed.count = len(made)
        return made
    return []
