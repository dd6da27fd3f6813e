"""补录: passes issued on paper are entered as they were issued, each at its own time; clashes are told."""

from contextlib import nullcontext

from django.db import transaction

from clock import clock
from passes.issue import numbers as numbering
from passes.issue.superseding import displaced_by, overtaken, rounds, supersede_for
from passes.models import Channel, VehiclePass
from workflow.deeds import deed as one_deed
from workflow.locking import lock
from workflow.moves import begin, make_moves

from . import rules
from .drawing import drawn_up, refuse_faults


def enter_paper_passes(rows, *, by, basis, occurred_at, remark="", deed=None):
    """Enter passes issued on paper; all or none. Returns the passes, in the order of ``rows``.

    A row is as ``bulk.apply_in_bulk`` takes it, with ``number``. The dates are those of the paper. A paper gives
    way, at their time, to later passes of its slot that were entered or issued before it; older ones give way to it.
    """
    words = {"by": by, "basis": basis, "remark": remark}
    with transaction.atomic(), nullcontext(deed) if deed else one_deed("enter", **words) as one:
        # As issuing does: two that give way to each other, or bear one number, come one after the other.
        numbering.hold()
        made = _read(rows, moments_for(occurred_at, len(rows)), by)
        for part in rounds(made):
            _enter(part, one, words)
    return made


def _read(rows, moments, by):
    """The passes of these rows, not written yet. Raises ``Refused`` for the first row that is none."""
    made = []
    for place, (row, moment) in enumerate(zip(rows, moments, strict=True)):
        new = drawn_up({"channel": Channel.OFFLINE, **row}, by)
        new.number, new.issued_at = numbering.normalise(row.get("number")), moment
        new.slot = rules.slot_of(new)
        wrong = rules.faults(**{**row, "plate": new.plate, "plate_colour": new.plate_colour})
        if sentence := numbering.entered_fault(new.type, new.number):
            wrong["number"] = ("number", sentence)
        refuse_faults(wrong, place if len(rows) > 1 else None)
        made.append(new)
    return made


def _enter(part, deed, words):
    lock(VehiclePass, sorted(old.pk for old, _new in displaced_by(part)))
    ended = [(one, one.slot, moment) for one, moment in zip(part, overtaken(part), strict=True) if moment]
    supersede_for(part, by=words["by"], deed=deed)
    for one in part:
        one.issue_deed = deed
    for one, _slot, _moment in ended:
        one.slot = None  # it is not in force beside the later one for the blink of this transaction
    begin(VehiclePass, part, "enter", deed=deed, occurred_at=[one.issued_at for one in part], **words)
    if ended:
        make_moves(
            VehiclePass.objects.filter(pk__in=[one.pk for one, *_rest in ended]),
            "supersede",
            by=words["by"],
            occurred_at={one.pk: moment for one, _slot, moment in ended},
            basis=words["basis"],
            values={one.pk: {"slot": slot} for one, slot, _moment in ended},
            deed=deed,
        )
        for one, _slot, _moment in ended:
            one.refresh_from_db()


def moments_for(occurred_at, count):
    """A moment for each of ``count`` rows, of one or a list."""
    if isinstance(occurred_at, (list, tuple)):
        return list(occurred_at)
    return [occurred_at or clock.now()] * count
