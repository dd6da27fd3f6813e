"""One press, one deed, one transaction, one row in the outbox."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import IntegrityError, connection, transaction

from clock import clock

from . import knowledge
from .errors import AlreadyDone, Refused
from .models import Deed, Outbox, constraint_sentence

_pressed_key = ContextVar("pressed_key", default=None)


@contextmanager
def pressed_once(key):
    """Within the block the first deed carries ``key``; a key seen before raises ``AlreadyDone``."""
    token = _pressed_key.set(key)
    try:
        yield
    finally:
        _pressed_key.reset(token)


@contextmanager
def deed(verb, *, by, kind="", remark="", basis="", post=None, approver=None, key=None, of=None):
    """Several records, and several lives, move by one press. Yields the ``Deed``.

    ``of`` is the life whose line for this verb says by which appointment the person acts, and the deed's kind; or a
    queryset of its records, where that depends on them.
    Takes the lock of knowledge before reading the clock; writes the outbox row; commits or undoes all.
    Raises ``AlreadyDone`` if a deed with this key stands.
    """
    if of is not None:
        model, records = getattr(of, "model", of), of if hasattr(of, "model") else None
        kind = kind or model._meta.label
        post = post or (by and model.MOVES[verb].who.post_of(by, records))
    with transaction.atomic():
        share(key)
        stop_repeat(key)
        made = make_deed(
            verb, by=by, kind=kind, remark=remark, basis=basis, post=post, approver=approver, key=key
        )
        yield made
        made.save(update_fields=["count", "kind"])


def make_deed(verb, *, by, kind="", remark="", basis="", post=None, approver=None, key=None, count=0):
    """Write the deed and its outbox row. The caller, in a transaction, holds the lock of knowledge and has asked
    ``stop_repeat``."""
    key = key or _pressed_key.get()
    if key:
        _pressed_key.set(None)
    if by is not None and post is None:
        post = next(iter(by.posts), None)
    made = Deed.objects.create(
        verb=verb,
        kind=kind,
        by=by,
        unit_id=post and post.unit_id,
        appointment=post,
        recorded_at=clock.now(),
        remark=remark,
        basis=basis,
        approver=approver,
        key=key,
        count=count,
    )
    Outbox.objects.create(deed=made)
    return made


def share(key=None):
    """Take the lock of knowledge, and that of the key of this press."""
    knowledge.share(key or _pressed_key.get())


def stop_repeat(key=None):
    """Raise ``AlreadyDone`` if this press (the key given, or that of ``pressed_once``) was carried out before.

    Asked once the records are locked and before they are judged: of two at once the later finds it done,
    rather than being told that the status has moved on. Two that share no record (both make new ones) have
    waited for each other at the key, in ``share``.
    """
    key = key or _pressed_key.get()
    if key and (done := Deed.objects.filter(key=key).first()):
        raise AlreadyDone(done)


@contextmanager
def broken_constraints_explained(model):
    """A constraint the database breaks is told by its sentence; ``Refused`` with the constraint's name as code."""
    try:
        with transaction.atomic(savepoint=False):
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        sentence = name and constraint_sentence(model, name)
        if not sentence:
            raise
        raise Refused(sentence, code=name) from error


def judge_guards(model):
    """Have the deferred guards of a life judge now what stands, so that who pressed reads the sentence.

    Without it they judge at commit, where nobody can be told. Raises ``Refused`` with the guard's name as code.
    """
    names = ", ".join(connection.ops.quote_name(name) for name in model.guards)
    with broken_constraints_explained(model), connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")
        cursor.execute(f"SET CONSTRAINTS {names} DEFERRED")
