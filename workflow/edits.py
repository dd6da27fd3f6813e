"""Verbs that move nothing: their lines say who may and when; records are held while it is done."""

from django.db import transaction
from django.utils.translation import gettext as _

from .errors import Refused
from .judging import agreed, refusals
from .locking import lock
from .moves import Moved, raise_refusal


def hold(record, verb, *, by, remark=None, approver=None, basis=""):
    """Lock one record (within the caller's transaction) and judge ``verb``; the record is refreshed.

    Raises ``NotYours`` or ``Refused``. Until the transaction ends no verb can move the record.
    """
    held = _hold(type(record), [record.pk], verb, by, remark, approver, basis)
    record.refresh_from_db()
    raise_refusal(held, record.pk)


def hold_all(records, verb, *, by, remark=None, approver=None, basis=""):
    """The same for a queryset: ``Moved(None, keys that may, {key: (code, sentence)})``."""
    keys = list(records.order_by().values_list("pk", flat=True))
    return _hold(records.model, keys, verb, by, remark, approver, basis)


def _hold(model, keys, verb, by, remark, approver, basis):
    assert transaction.get_connection().in_atomic_block
    move = model.MOVES[verb]
    if move.remark and remark is not None and not remark.strip():
        raise Refused(_("{verb}须写明意见。").format(verb=move.label), code="remark_required")
    lock(model, keys)
    way = move.refusal(by, alone=agreed(move, by, approver, basis))
    rows = model._base_manager.filter(pk__in=keys).order_by("pk").values_list("pk", "status", way)
    refused = refusals(model, move, [(key, status, code) for key, status, code in rows if code])
    return Moved(None, [key for key in sorted(keys) if key not in refused], refused)
