"""A life is a table: verb → Move. ``make_moves`` is the only writer of ``status``."""

from collections import namedtuple

from django.db import transaction

from clock import clock

from .claimable import Claimable, end_claims, holders
from .deeds import broken_constraints_explained, make_deed, share, stop_repeat
from .errors import NotYours, Refused
from .inserting import insert
from .judging import agreed, check_words, judge, moments_of
from .locking import lock, lock_leans
from .move import Move
from .writing import write

__all__ = ["Move", "Moved", "begin", "make_move", "make_moves", "offers", "raise_refusal"]

Moved = namedtuple("Moved", "deed moved refused")  # refused: {key: (code, sentence)}


def make_moves(
    records,
    verb,
    *,
    by,
    occurred_at=None,
    remark="",
    basis="",
    values=None,
    deed=None,
    approver=None,
    key=None,
):
    """Press ``verb`` on every record of a queryset; those that may not move are left, with their reasons.

    ``occurred_at`` is when it happened in the world: a moment (default: now) or one for each key. ``values``
    are columns written with the status, one dict for all or one for each key, or a function of the keys that
    will move and the deed which gives them (numbers are spent only on what moves). Two beats in one transaction:
    lock the records and what their conditions lean on; then, with a fresh snapshot, judge, write, step.
    Raises ``Refused`` when the verb lacks its remark or basis, lies in the future, or breaks a constraint.
    """
    model, move = records.model, records.model.MOVES[verb]
    check_words(move, remark, basis, alone=approver)
    keys = list(records.order_by().values_list("pk", flat=True))
    with transaction.atomic():
        share(key)
        lock(model, keys)
        stop_repeat(key)
        now = deed.recorded_at if deed else clock.now()
        moments, earliest = moments_of(occurred_at, keys, now, basis)
        moved, refused = judge(
            model, move, keys, by, moments, earliest, alone=agreed(move, by, approver, basis)
        )
        if moved:
            with broken_constraints_explained(model):
                deed = _counted(deed, model, verb, moved, by, remark, basis, approver, key)
                given = values(moved, deed) if callable(values) else values
                write(model, move, moved, moments, deed, given)
                if issubclass(model, Claimable) and move.target is not None:
                    end_claims(model, moved, deed)
    return Moved(deed if moved else None, moved, refused)


def make_move(record, verb, *, by, **how):
    """Press ``verb`` on one record and refresh it. Raises ``NotYours`` or ``Refused``; returns the deed."""
    done = make_moves(type(record)._base_manager.filter(pk=record.pk), verb, by=by, **how)
    raise_refusal(done, record.pk)
    record.refresh_from_db()
    return done.deed


def begin(
    model, rows, verb, *, by, occurred_at=None, remark="", basis="", deed=None, approver=None, key=None
):
    """The first move of lives: insert unsaved ``rows`` (instances) with their first steps; all or none.

    ``occurred_at`` is a moment or a list, one a row. Raises ``NotYours`` or ``Refused``. Returns the deed.
    """
    move = model.MOVES[verb]
    check_words(move, remark, basis, alone=approver)
    with transaction.atomic():
        share(key)
        lock_leans(model, rows)
        stop_repeat(key)
        now = deed.recorded_at if deed else clock.now()
        moments, _earliest = moments_of(occurred_at, range(len(rows)), now, basis)
        for place, row in enumerate(rows):
            row.status, row.moved_at = "", _at(moments, place)
        with broken_constraints_explained(model):
            insert(model, rows)
            keys = [row.pk for row in rows]
            moments = {row.pk: row.moved_at for row in rows}
            moved, refused = judge(
                model, move, keys, by, moments, None, alone=agreed(move, by, approver, basis)
            )
            if refused:
                raise_refusal(Moved(None, moved, refused), next(iter(refused)))
            deed = _counted(deed, model, verb, keys, by, remark, basis, approver, key)
            write(model, move, keys, moments, deed, None)
    for row in rows:
        row.status = move.target
    return deed


def raise_refusal(done, key):
    """Turn the refusal of one record, if any, into its exception."""
    if key in done.refused:
        code, sentence = done.refused[key]
        if code == "forbidden":
            raise NotYours(sentence)
        raise Refused(sentence, code=code, refusals=[(k, *why) for k, why in done.refused.items()])


def offers(record, user):
    """The verbs open on one record to this person: [(verb, move, sentence in the way or None)]; one query."""
    model = type(record)
    moves = {
        verb: move
        for verb, move in model.MOVES.items()
        if record.status in move.sources and not move.consequence
    }
    if not moves:
        return []
    judged = model._base_manager.filter(pk=record.pk).annotate(
        **{f"way_{verb}": move.refusal(user) for verb, move in moves.items()}
    )
    row = judged.values(*(f"way_{verb}" for verb in moves)).get()
    label = record.get_status_display()
    held = "claimed" in row.values() and holders(model, [record.pk])[record.pk]
    return [
        (verb, move, (code := row[f"way_{verb}"]) and move.sentence(code, label, held))
        for verb, move in moves.items()
        if row[f"way_{verb}"] != "forbidden"
        and not (move.only is not None and row[f"way_{verb}"] == "status")
    ]


def _at(moments, key):
    return moments[key] if isinstance(moments, dict) else moments


def _counted(deed, model, verb, keys, by, remark, basis, approver, key):
    """The deed of this press, made now or handed in, with these records counted."""
    if deed is None:
        post = by and model.MOVES[verb].who.post_of(by, model._base_manager.filter(pk__in=keys))
        words = {"remark": remark, "basis": basis, "approver": approver, "key": key}
        return make_deed(verb, by=by, kind=model._meta.label, post=post, count=len(keys), **words)
    deed.count += len(keys)
    deed.kind = deed.kind or model._meta.label
    return deed
