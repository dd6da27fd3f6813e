"""Whether a press may go on: the words it must carry, the moments it may name, and each record's answer."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from .claimable import holders
from .errors import Refused

LATE = timedelta(hours=72)  # what happened longer ago than this is entered only with a basis


def check_words(move, remark, basis, *, alone):
    if move.remark and not remark.strip():
        raise Refused(_("{verb}须写明意见。").format(verb=move.label), code="remark_required")
    if (move.basis or alone) and not basis.strip():
        raise Refused(
            _("{verb}须写明依据：文号，或何人何时何种方式的指示。").format(verb=move.label),
            code="basis_required",
        )


def agreed(move, by, approver, basis):
    """One person alone on duty acts on their own filing with a colleague's agreement, never with their own."""
    return bool(move.alone and approver and approver != by and basis.strip())


def moments_of(occurred_at, keys, now, basis):
    """(moment or {key: moment}, the earliest), each checked against the clock."""
    if occurred_at is None:
        return now, now
    if not isinstance(occurred_at, datetime):
        occurred_at = (
            dict(occurred_at) if isinstance(occurred_at, dict) else dict(zip(keys, occurred_at, strict=True))
        )
    every = occurred_at.values() if isinstance(occurred_at, dict) else [occurred_at]
    latest, earliest = max(every, default=now), min(every, default=now)
    if latest > now:
        raise Refused(_("所填时间晚于现在。"), code="in_future")
    if now - earliest > LATE and not basis.strip():
        raise Refused(_("所填时间在72小时以前，须写明依据。"), code="late_without_basis")
    return occurred_at, earliest


def judge(model, move, keys, by, moments, earliest, *, alone):
    one = None if isinstance(moments, dict) else moments
    way = move.refusal(by, one, alone=alone)
    rows = model._base_manager.filter(pk__in=keys).order_by("pk").annotate(way=way)
    moved, stopped = [], []
    for key, status, before, code in rows.values_list("pk", "status", "moved_at", "way"):
        if code is None and one is None and before > moments[key]:
            code = "earlier_step"
        if code is None:
            moved.append(key)
        else:
            stopped.append((key, status, code))
    return moved, refusals(model, move, stopped)


def refusals(model, move, stopped):
    """{key: (code, sentence)} of ``stopped``: (key, status, code)."""
    labels = _labels(model, stopped)
    claimed = [key for key, _status, code in stopped if code == "claimed"]
    held = holders(model, claimed) if claimed else {}
    return {key: (code, move.sentence(code, labels[key], held.get(key))) for key, status, code in stopped}


def _labels(model, stopped):
    """{key: how it stands in words}; only where a model's own words depend on more than the status, they are read."""
    if model.status_words_of_row:
        keys = [key for key, _status, code in stopped if code in ("status", "earlier_step")]
        told = (
            {one.pk: one.get_status_display() for one in model._base_manager.filter(pk__in=keys)}
            if keys
            else {}
        )
    else:
        told = {}
    labels = dict(model._meta.get_field("status").flatchoices)
    return {key: told.get(key) or labels.get(status, status) for key, status, _code in stopped}
