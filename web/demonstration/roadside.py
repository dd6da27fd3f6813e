"""What the posts checked on the last day and in the night after it, as their phones would have sent it."""

import uuid
from datetime import timedelta
from random import Random

from checkpoints.judging import best_of
from checkpoints.lists import current_edition
from checkpoints.models import Post
from checkpoints.models.records import Action, How, Verdict
from checkpoints.records import take_in
from checkpoints.services import enrol, make_code
from clock import clock
from passes.models import VehiclePass

from .files import at
from .registry import LABEL

SHIFTS = [(8, 12), (20, 12)]  # the hour a shift begins, and how many hours it lasts
VEHICLES = 24  # checked in a shift at one post
LET_THROUGH = {Verdict.VALID, Verdict.RETURN_ONLY}


def roadside(files, cast):
    """[(moment, what happens)]: a phone is enrolled at each post; after each shift it sends what it recorded."""
    day = files.days[-1]
    events = [(at(day, 7, 30), lambda: _enrol(cast))]
    morning = at(day + timedelta(days=1), 8)
    for number, (hour, hours) in enumerate(SHIFTS):
        since, until = at(day, hour), at(day, hour) + timedelta(hours=hours)
        told = min(until, morning - timedelta(minutes=25))  # the night shift is still there in the morning
        events.append((told, lambda number=number, since=since, until=until: _hand_in(number, since, until)))
    return events


def _enrol(cast):
    for post in Post.objects.order_by("pk"):
        code, _until = make_code(post, by=cast.city[0])
        enrol(code, name=f"卡口手机{LABEL}")


def _hand_in(number, since, until):
    """Every post's shift; what two posts share is one vehicle that both stopped within ten minutes."""
    dice, edition = Random(f"{number} {since}"), current_edition()
    issued = VehiclePass.objects.filter(issued_at__lt=since).select_related("type").order_by("pk")
    live, over = (list(issued.filter(**{f"validity__endswith__{how}": since})) for how in ("gt", "lte"))
    posts = list(Post.objects.prefetch_related("devices").order_by("pk"))
    vehicles = _some(dice, live, VEHICLES * len(posts)) + _some(dice, over, 2 * len(posts))
    for place, post in enumerate(posts):
        device = post.devices.all()[0]
        shift = uuid.UUID(int=dice.getrandbits(128), version=4)
        mine = vehicles[place :: len(posts)]
        checks = [_check(dice, one, since, edition, shift) for one in mine]
        checks.append(_stranger(dice, place, since, edition, shift))
        if place < 2 and vehicles:
            checks.append(_check(dice, vehicles[0], since, edition, shift, minutes=300 + place * 6))
        told = {
            "uid": str(shift),
            "officer": f"值守民警{2 * place + number + 1}{LABEL}",
            "unit": post.unit.name,
        }
        take_in(device, shifts=[told | {"since": since.timestamp()}], checks=checks)
        device.synced_at, device.list_number = clock.now(), edition.number
        device.save(update_fields=["synced_at", "list_number"])


def _some(dice, passes, many):
    return dice.sample(passes, min(len(passes), many))


def _check(dice, one, since, edition, shift, minutes=None):
    seen = since + timedelta(minutes=dice.randrange(10, 680) if minutes is None else minutes)
    verdict, _found = best_of([one], seen)
    told = {
        "plate": one.plate,
        "pass": str(one.uid),
        "how": How.CODE if dice.random() < 0.6 else How.PLATE,
        "verdict": verdict,
        "action": Action.PASS if verdict in LET_THROUGH else Action.TURN_BACK,
    }
    return _record(dice, seen, edition, shift, told)


def _stranger(dice, place, since, edition, shift):
    """A vehicle nobody has a pass for: an ambulance goes through, anybody else turns back."""
    exempt = place % 3 == 0
    told = {
        "plate": f"川E{95000 + place * 131 + since.hour:05d}",
        "how": How.PLATE,
        "verdict": Verdict.NOT_FOUND,
        "action": Action.EXEMPT if exempt else Action.TURN_BACK,
    }
    return _record(dice, since + timedelta(minutes=90 + place * 17), edition, shift, told)


def _record(dice, seen, edition, shift, told):
    uid = uuid.UUID(int=dice.getrandbits(128), version=4)
    return {
        **{key: str(value) for key, value in told.items()},
        "uid": str(uid),
        "seen_at": seen.timestamp(),
        "list_number": edition.number,
        "shift": str(shift),
    }
