"""Who gives way when a pass is issued: an older live pass of the same slot whose time overlaps."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passes.apply import rules
from passes.models import VehiclePass
from workflow.errors import Refused
from workflow.moves import make_moves

KEEP, MERGE, END = "keep", "merge", "end"
CHOICES = [
    (KEEP, gettext_lazy("两证并存")),
    (MERGE, gettext_lazy("线路并入新证，原证终止")),
    (END, gettext_lazy("终止原证，告知该单位")),
]


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
    """[(older live pass, the one that displaces it)]: same slot, issued no later, and their validities overlap; or
    it is the one that is followed (延期, 变更)."""
    by_slot, by_old = {}, {}
    for one in passes:
        if slot := rules.slot_of(one):
            by_slot.setdefault(slot, []).append(one)
        if one.amends_id:
            by_old[one.amends_id] = one
    if not by_slot and not by_old:
        return []
    # a slot is of one plate, by which it is found
    displaced = Q(plate__in={one.plate for one in passes}, slot__in=by_slot) | Q(pk__in=by_old)
    pairs = []
    for old in VehiclePass.objects.filter(displaced, status__in=VehiclePass.LIVE):
        slot = by_slot.get(old.slot, ())
        news = [new for new in slot if old.pk != new.pk and _is_older(old, new) and _overlap(old, new)]
        if old.pk in by_old and not any(new is by_old[old.pk] for new in news):
            news.append(by_old[old.pk])
        pairs += [(old, new) for new in news]
    return pairs


def overtaken(passes):
    """For each pass about to be entered: when a later one of its slot displaced it, whatever became of that, or None.

    One that was taken back within its minute displaced nothing.
    """
    slots = {one.slot for one in passes if one.slot}
    later = VehiclePass.objects.filter(plate__in={one.plate for one in passes}, slot__in=slots)
    later = list(later.exclude(steps__deed__verb="undo")) if slots else []
    return [
        min(
            (
                other.issued_at
                for other in later
                if other.slot == one.slot and other.issued_at > one.issued_at and _overlap(one, other)
            ),
            default=None,
        )
        for one in passes
    ]


def supersede_for(passes, *, by, deed):
    """Displace what stands in the way of ``passes``, at the moment each is issued, as part of their deed."""
    moments = {}
    for old, new in displaced_by(passes):
        moments[old.pk] = min(new.issued_at, moments.get(old.pk, new.issued_at))
    if moments:
        olds = VehiclePass.objects.filter(pk__in=moments)
        make_moves(olds, "supersede", by=by, occurred_at=moments, basis=deed.basis, deed=deed)


def end_foreign(passes, foreign, *, by, deed):
    """End what other firms hold on the plates of ``passes`` ({pk: [their passes]}), in the deed that issues.

    Raises ``Refused`` when one of them is not this unit's to end.
    """
    moments = {}
    for new in passes:
        for old in foreign.get(new.pk, ()):
            moments[old.pk] = min(new.issued_at, moments.get(old.pk, new.issued_at))
    if moments:
        olds = VehiclePass.objects.filter(pk__in=moments)
        done = make_moves(olds, "supersede", by=by, occurred_at=moments, basis=deed.basis, deed=deed)
        if done.refused:
            raise Refused(
                _("该证由其他单位核发，不能在此终止；请选两证并存，或与核发单位联系。"), code="not_ours"
            )


def merged_route(new, olds):
    """The new pass's route in words with those of the passes it takes over; what would not fit is refused."""
    parts = [new.route] if new.route else []
    parts += [f"{old.origin.name}—{old.destination.name} {old.route}".strip() for old in olds]
    route = "；".join(parts)
    most = VehiclePass._meta.get_field("route").max_length
    if len(route) > most:
        raise Refused(
            _("合并后的线路超过{most}字，请改为两证并存。").format(most=most), code="route_too_long"
        )
    return route


def _is_older(old, new):
    """What has no moment yet is issued now, after all that stands."""
    return new.issued_at is None or old.issued_at <= new.issued_at


def _overlap(one, other):
    return one.validity.lower < other.validity.upper and other.validity.lower < one.validity.upper
