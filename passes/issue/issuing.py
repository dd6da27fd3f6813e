"""核发, for many at once: numbers, codes, what gives way, and who else must agree; a constant number of statements."""

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from passes.apply import amending, rules
from passes.doubts import needs_second
from passes.models import VehiclePass
from signing.services import sign_many
from workflow import knowledge
from workflow.errors import Refused
from workflow.locking import lock
from workflow.models import Outbox
from workflow.moves import Moved, make_moves

from . import numbers as numbering
from . import terms
from .claims import PURPOSE, claims_of
from .concerns import OTHER_FIRM, concerns_of, foreign_to
from .superseding import END, KEEP, MERGE, displaced_by, end_foreign, merged_route, rounds, supersede_for
from .undoing import HELD


def issue_passes(
    queryset,
    *,
    by,
    occurred_at=None,
    numbers=None,
    remark="",
    basis="",
    approver=None,
    others="",
    undoable=False,
    verb="issue",
):
    """Issue every pass of a queryset that awaits it; returns ``Moved`` with the reasons of those left.

    ``occurred_at`` is a moment or {pk: moment}. Numbers of minted types are spent only on what is issued, in
    the order of the moments; those of other types are given in ``numbers`` {pk: number}. Where two of the
    passes would share a slot, the later displaces the earlier as if they had come one by one.

    In doubts that its type names (``doubts.needs_second``) a pass is issued only with an ``approver`` other than
    ``by`` and a basis. Where another firm holds a live pass on the plate, ``others`` says what becomes of it: keep,
    merge (its route is added to the new pass) or end. ``verb``: one of ``steps.ISSUING``; two of them take the step
    before it too. ``undoable``: the holder is told a minute later, and until then ``undo_issue`` takes it back.
    """
    given = {key: numbering.normalise(number) for key, number in (numbers or {}).items()}
    if others in (MERGE, END) and not remark.strip():
        raise Refused(_("终止另一单位的通行证须写明意见，该单位会收到。"), code="remark_required")
    words = {"remark": remark, "basis": basis, "approver": approver}
    second = bool(approver and approver != by and basis.strip())
    moved, deed = [], None
    with transaction.atomic():
        knowledge.share()
        numbering.hold()  # issuing is one at a time: who comes second sees what the first displaced
        asked = list(queryset.prefetch_related("type", "origin", "destination").order_by("pk"))  # few of each
        terms.pin(asked)
        lock(VehiclePass, sorted(_touched(asked, others)))
        now = clock.now()  # once nobody else is at them: what they did is earlier
        for one in asked:
            one.issued_at = occurred_at[one.pk] if isinstance(occurred_at, dict) else occurred_at or now
        ready, refused = _sorted_out(asked, given, second, others)
        for part in rounds(ready):
            done = _issue_round(part, given, others, verb=verb, by=by, deed=deed, **words)
            deed = deed or done.deed
            moved += done.moved
            refused |= done.refused
        if deed:
            deed.save(update_fields=["count"])
            if undoable:
                Outbox.objects.filter(deed=deed).update(held_until=deed.recorded_at + HELD)
    return Moved(deed, moved, refused)


def _touched(asked, others):
    """The keys of all that issuing ``asked`` may move: themselves, what gives way, what another firm loses."""
    foreign = foreign_to(asked) if others in (MERGE, END) else {}
    ending = {old.pk for olds in foreign.values() for old in olds}
    followed = {one.amends_id for one in asked} - {None}
    return {one.pk for one in asked} | ending | followed | {old.pk for old, _new in displaced_by(asked)}


def _issue_round(part, given, others, *, verb, by, **words):
    """Issue passes of which no two displace each other."""
    by_key = {one.pk: one for one in part}
    foreign = foreign_to(part) if others in (MERGE, END) else {}

    def values(keys, deed):
        chosen = [by_key[key] for key in keys]
        minted = numbering.allocate({one.pk: one.issued_at for one in chosen if one.type.minted})
        supersede_for(chosen, by=by, deed=deed)
        end_foreign(chosen, foreign, by=by, deed=deed)
        codes = sign_many({one.uid: claims_of(one) for one in chosen}, purpose=PURPOSE, deed=deed)
        return {
            one.pk: {
                "number": minted.get(one.pk) or given.get(one.pk),
                "slot": rules.slot_of(one),
                "issued_at": one.issued_at,
                "issue_deed": deed.pk,
                "unclean": one.unclean,
                "due_at": None,
                "code": codes[one.uid],
                "route": merged_route(one, foreign.get(one.pk, ()) if others == MERGE else ()),
            }
            for one in chosen
        }

    moments = {key: one.issued_at for key, one in by_key.items()}
    return make_moves(
        VehiclePass.objects.filter(pk__in=by_key),
        verb,
        by=by,
        occurred_at=moments,
        values=values,
        **words,
    )


def _sorted_out(asked, given, second, others):
    """Those that may be issued by their dates, numbers and concerns, and {key: (code, sentence)} of the others."""
    ready, refused = [], {}
    concerns, late = concerns_of(asked), amending.too_late(asked)
    for one in asked:
        told = {concern.code: concern.sentence for concern in concerns[one.pk]}
        one.unclean = ",".join(sorted(told))
        if one.pk in late:
            refused[one.pk] = late[one.pk]
        elif one.valid_until <= one.issued_at:
            refused[one.pk] = ("validity_over", _("所申请的有效期已过，请退回修改日期。"))
        elif not one.type.minted and (wrong := numbering.entered_fault(one.type, given.get(one.pk, ""))):
            refused[one.pk] = ("number", wrong)
        elif not second and (why := [told[code] for code in told if needs_second(one.type, code)]):
            sentence = _("{why}须有另一人同意，并写明依据。").format(why="".join(why))
            refused[one.pk] = ("second_person", sentence)
        elif OTHER_FIRM in told and others not in (KEEP, MERGE, END):
            sentence = _("{why}请先选定如何处理该证。").format(why=told[OTHER_FIRM])
            refused[one.pk] = ("other_firm", sentence)
        else:
            ready.append(one)
    return ready, refused
