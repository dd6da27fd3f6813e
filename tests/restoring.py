"""After a test that commits the tables hold again what they held before it, without being emptied and filled anew.

Emptying more than a hundred tables and writing permissions and the cast again costs most of a second a test; to look
which tables have rows, let those go and copy the few rows of the cast back is a twentieth of that. Sequences go on.
"""

import io
import time

from django.db import connection
from django.db.utils import ProgrammingError
from django.test import TransactionTestCase

GRACE = 10  # seconds a request of the live server that nobody waits for has to end


class Standing:
    """The rows of all tables as they stand now; ``restore()`` brings them back."""

    def __init__(self):
        names = sorted(connection.introspection.table_names())
        self.look = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT FROM {connection.ops.quote_name(name)})" for name in names
        )
        with connection.cursor() as cursor:
            self.rows = {name: self._out(cursor, name) for name in self._filled(cursor)}

    def _filled(self, cursor):
        cursor.execute(self.look)
        return [name for (name,) in cursor.fetchall()]

    def _out(self, cursor, name):
        rows = io.BytesIO()
        cursor.copy_expert(f"COPY {connection.ops.quote_name(name)} TO STDOUT", rows)
        return rows.getvalue()

    def restore(self):
        with connection.cursor() as cursor:
            # Neither the guards of what is append-only nor foreign keys are asked: afterwards all is as it was.
            cursor.execute("SET session_replication_role = replica")
            try:
                for name in self._filled(cursor):
                    if self._out(cursor, name) != self.rows.get(name):
                        cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")
                there = set(self._filled(cursor))
                for name in self.rows.keys() - there:
                    table = f"COPY {connection.ops.quote_name(name)} FROM STDIN"
                    cursor.copy_expert(table, io.BytesIO(self.rows[name]))
            finally:
                cursor.execute("SET session_replication_role = DEFAULT")


def alone():
    """Wait until nobody else is in the middle of something here: what is written later would be the next test's."""
    busy = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
        AND pid <> pg_backend_pid() AND state <> 'idle' AND backend_type = 'client backend'"""
    until = time.monotonic() + GRACE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(busy)
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.02)


def restore_after_each(standing):
    """From now on Django restores instead of emptying; where the database's user may not, it empties as it always did."""
    empty = TransactionTestCase._fixture_teardown

    def restored(case):
        alone()
        try:
            standing.restore()
        except ProgrammingError:
            empty(case)

    TransactionTestCase._fixture_teardown = restored
