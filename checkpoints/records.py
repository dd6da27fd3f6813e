"""What phones send: shifts and records, each taken in once, a thousand in a dozen statements."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import transaction

from clock import clock
from passes import plates
from passes.models import VehiclePass
from passes.roadside.outcomes import Verdict, verdict_of

from .judging import best_of
from .models import Check, CheckPlace, Shift
from .models.records import Action, How

MOST = 1000  # records of one request
AHEAD = timedelta(minutes=5)  # a record from further in the future is dated by its arrival
BATCH = 1000


@dataclass
class Taken:
    """{uid: what became of it}: "taken", "known" (sent before) or "refused" (not understood)."""

    outcomes: dict = field(default_factory=dict)
    known: dict = field(default_factory=dict)  # {uid: what the server holds true}


def take_in(device, *, shifts, checks):
    """Keep what a phone sends. What came before is not written again, whoever sends it."""
    now, taken = clock.now(), Taken()
    with transaction.atomic():
        _take_shifts(device, shifts, now)
        rows = {}
        for sent in checks:
            row = _read(sent, now)
            if row is None:
                taken.outcomes[str(sent.get("uid", ""))[:40] if isinstance(sent, dict) else ""] = "refused"
            else:
                rows.setdefault(row["uid"], row)
        standing = dict(Check.objects.filter(pk__in=rows).values_list("uid", "known"))
        new = [row for uid, row in rows.items() if uid not in standing]
        _judge(new)
        _write(device, new, now)
    taken.outcomes |= {str(uid): "known" if uid in standing else "taken" for uid in rows}
    taken.known = {str(uid): known for uid, known in standing.items()} | {
        str(row["uid"]): row["known"] for row in new
    }
    return taken


def _take_shifts(device, shifts, now):
    """A shift begins once and ends once; a hand-over may be told later than the beginning."""
    rows = [row for row in map(_read_shift, shifts) if row is not None]
    made = [Shift(device=device, **row) for row in rows]
    Shift.objects.bulk_create(made, ignore_conflicts=True)
    ended = [shift for shift in made if shift.until is not None]
    open_ = Shift.objects.filter(device=device, until=None, pk__in=[shift.pk for shift in ended])
    standing = set(open_.values_list("pk", flat=True)) if ended else set()
    Shift.objects.bulk_update([shift for shift in ended if shift.pk in standing], ["until"])


def _judge(rows):
    """What the server holds true of each: the pass's status now, its dates when the vehicle stood there."""
    uids = {row["pass"] for row in rows if row["pass"]}
    wanted = {row["plate"] for row in rows if row["plate"] and not row["pass"]}
    by_uid = {one.uid: one for one in VehiclePass.objects.filter(uid__in=uids)}
    by_plate = {}
    for one in VehiclePass.objects.filter(plate__in=wanted, issued_at__isnull=False):
        by_plate.setdefault(one.plate, []).append(one)
    for row in rows:
        if row["pass"]:
            found = by_uid.get(row["pass"])
            known = verdict_of(found, row["seen_at"]) if found else Verdict.NOT_FOUND
        else:
            known, found = best_of(by_plate.get(row["plate"], ()), row["seen_at"])
        row["known"], row["vehicle_pass_id"] = known, found and found.pk


def _write(device, rows, now):
    names = {name.attname for name in Check._meta.concrete_fields} - {"received_at"}
    Check.objects.bulk_create(
        [Check(received_at=now, **{name: row[name] for name in names}) for row in rows],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    mine = set(
        Shift.objects.filter(device=device, pk__in={row["shift"] for row in rows}).values_list(
            "pk", flat=True
        )
    )
    CheckPlace.objects.bulk_create(
        [
            CheckPlace(
                check_record_id=row["uid"],
                post_id=device.post_id,
                device=device,
                shift_id=row["shift"] if row["shift"] in mine else None,
                seen_at=row["seen_at"],
            )
            for row in rows
            if row["post"] in (None, device.post_id)  # of a post it was enrolled at before: no place is told
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )


def _read(sent, now):
    """A record as columns, or None for what is none."""
    try:
        seen = _moment(sent["seen_at"])
        number = sent.get("list_number")
        if number is not None and not (type(number) is int and 0 <= number < 2**62):
            return None
        return {
            "uid": uuid.UUID(sent["uid"]),
            "seen_at": seen if seen <= now + AHEAD else now,
            "phone_at": _moment(sent.get("phone_at", sent["seen_at"])),
            "how": How(sent["how"]).value,
            "plate": plates.normalise(str(sent.get("plate") or ""))[:10],
            "pass": uuid.UUID(sent["pass"]) if sent.get("pass") else None,
            "verdict": Verdict(sent["verdict"]).value,
            "fault": str(sent.get("fault") or "")[:20],
            "list_number": number,
            "action": Action(sent["action"]).value,
            "shift": uuid.UUID(sent["shift"]) if sent.get("shift") else None,
            "post": sent.get("post"),
        }
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError):
        return None


def _read_shift(sent):
    try:
        row = {
            "uid": uuid.UUID(sent["uid"]),
            "officer": str(sent["officer"]).strip()[:50],
            "unit": str(sent.get("unit") or "").strip()[:100],
            "since": _moment(sent["since"]),
            "until": _moment(sent["until"]) if sent.get("until") else None,
        }
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError):
        return None
    return row if row["officer"] else None


def _moment(seconds):
    """Seconds since 1970 (whole or not) as a moment of this millennium. Raises ``ValueError``."""
    if type(seconds) not in (int, float) or not 0 <= seconds < 2**33:
        raise ValueError(seconds)
    return datetime.fromtimestamp(seconds, UTC)
