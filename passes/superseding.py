"""Who gives way when a pass is issued: an older live pass of the same slot whose time overlaps."""

from workflow.moves import make_moves

from . import rules
from .models import VehiclePass


def rounds(passes):
    """Split passes to be issued so that no two of a round share a slot and overlap, older moments first.

    Usually there is one round; a second lets a later pass displace an earlier one of the same press.
    """
    waves = []
    for one in sorted(passes, key=lambda one: (one.issued_at, one.pk)):
        slot = rules.slot_of(one)
        wave = 0
        for place, taken in enumerate(waves):
            if slot and any(_overlap(one, other) for other in taken.get(slot, ())):
                wave = place + 1
        if wave == len(waves):
            waves.append({})
        waves[wave].setdefault(slot, []).append(one)
    return [[one for some in wave.values() for one in some] for wave in waves]


def displaced_by(passes):
    """[(older live pass, the one that displaces it)]: same slot, and their validities overlap."""
    by_slot = {}
    for one in passes:
        if slot := rules.slot_of(one):
            by_slot.setdefault(slot, []).append(one)
    if not by_slot:
        return []
    live = VehiclePass.objects.filter(slot__in=by_slot, status__in=VehiclePass.LIVE)
    return [
        (old, new) for old in live for new in by_slot[old.slot] if old.pk != new.pk and _overlap(old, new)
    ]


def supersede_for(passes, *, by, deed):
    """Displace what stands in the way of ``passes``, at the moment each is issued, as part of their deed."""
    moments = {}
    for old, new in displaced_by(passes):
        moments[old.pk] = min(new.issued_at, moments.get(old.pk, new.issued_at))
    if moments:
        olds = VehiclePass.objects.filter(pk__in=moments)
        make_moves(olds, "supersede", by=by, occurred_at=moments, basis=deed.basis, deed=deed)


def _overlap(one, other):
    return one.validity.lower < other.validity.upper and other.validity.lower < one.validity.upper
