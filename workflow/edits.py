"""Editing a record that has a life: the verb ``edit`` moves nothing, but its line says who may and when."""

from django.db import transaction

from .locking import lock
from .moves import Moved, raise_refusal


def hold(record, verb, *, by):
    """Lock one record (within the caller's transaction) and judge ``verb``; the record is refreshed.

    Raises ``NotYours`` or ``Refused``. Until the transaction ends no verb can move the record.
    """
    model = type(record)
    assert transaction.get_connection().in_atomic_block
    lock(model, [record.pk])
    move = model.MOVES[verb]
    code = model._base_manager.filter(pk=record.pk).values_list(move.refusal(by), flat=True).get()
    record.refresh_from_db()
    if code:
        why = (code, move.sentence(code, record.get_status_display()))
        raise_refusal(Moved(None, [], {record.pk: why}), record.pk)
