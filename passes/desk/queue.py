"""The queue of the desk: urgent goods first, then by the deadline; what others have in hand is left out."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Value, When

from clock import clock
from passes.concerns import concerns_of
from passes.models import Goods, PassClaim, PassStep, VehiclePass
from workflow.claimable import end_claims, in_others_hands
from workflow.deeds import deed as one_deed
from workflow.edits import hold_all
from workflow.policies import policy

SHOWN = 60  # cases on the page; the number waiting is told whole
TAKEN = 10  # cases taken in hand by one press
FIRST = [Goods.MEDICAL, Goods.NECESSITIES]
DECISIONS = ("accept", "recommend", "issue", "return", "refuse")


@dataclass
class Queue:
    """The cases shown, each with its ``concerns``; how many wait, are in hand, were decided today."""

    cases: list
    waiting: int
    mine: int
    done: int

    @property
    def clean(self):
        return [one for one in self.cases if not one.concerns]


def waiting_for(user):
    """What this person may decide next, in the order of the desk."""
    first = policy("pass.first_goods", default=[str(goods) for goods in FIRST])
    waits = VehiclePass.objects.waiting_for(user).exclude(status="returned").exclude(in_others_hands(user))
    rank = Case(When(goods_category__in=first, then=Value(0)), default=Value(1))
    return waits.annotate(rank=rank).order_by("rank", "due_at", "pk")


def queue_of(user):
    waits = waiting_for(user)
    cases = list(waits.select_related("type", "enterprise", "origin", "destination", "claimed_by")[:SHOWN])
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
    return Queue(cases, waits.count(), mine, today.exclude(target="superseded").count())


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
