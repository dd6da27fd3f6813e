"""One moment of knowledge: no deed is half known when a day is compiled.

A deed takes the lock shared before it reads the clock and holds it until it commits. A compilation takes it
exclusively for the instant in which it reads ``known_at``: by then every deed with an earlier ``recorded_at``
has committed, and every later one will read a later clock.
"""

from django.db import OperationalError, connection, transaction

from clock import clock

_LOCK = 510500
_KEYS = 1  # the first half of the locks on keys of deeds


def share(key=None):
    """Called by a deed, inside its transaction, before it reads the clock.

    With the key of a press it waits for whoever presses under the same key, too.
    """
    statement, given = "SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK]
    if key:
        statement, given = f"{statement}, pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, _KEYS, key]
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def fix_moment(*, patience="2s", tries=5):
    """A moment up to which everything recorded is committed. Raises ``OperationalError`` when deeds never end."""
    for left in reversed(range(tries)):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [patience])
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
                return clock.now()
        except OperationalError:
            if not left:
                raise
    raise AssertionError("unreachable")
