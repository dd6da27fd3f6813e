"""Many rows of one table in one statement, without Django's preparing of every value of every row.

What all rows share (a status, a moment) is prepared and sent once; only what differs goes as arrays. Of 711 loops
ordered at once two columns of eight differ.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import JSONField

CLOSE = 30  # below so many rows the plain way costs no more


def insert(model, rows, *, ignore_conflicts=False):
    """Insert unsaved instances, in their order, and give them their keys (not with ``ignore_conflicts``)."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = {field: [getattr(row, field.attname) for row in rows] for field in fields}
    differing = [field for field, values in columns.items() if any(value != values[0] for value in values)]
    if (
        len(rows) < CLOSE
        or not differing
        or any(isinstance(field, ArrayField | JSONField) for field in differing)
    ):
        return model._base_manager.bulk_create(rows, batch_size=2000, ignore_conflicts=ignore_conflicts)
    quote, shared = connection.ops.quote_name, [field for field in fields if field not in differing]
    given = [_prepared(field, columns[field][0]) for field in shared]
    given += [[_prepared(field, value) for value in columns[field]] for field in differing]
    named = ", ".join(quote(field.column) for field in (*shared, *differing))
    chosen = [f"%s::{field.db_type(connection)}" for field in shared]
    chosen += [f"v.{quote(field.column)}" for field in differing]
    arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in differing)
    of = ", ".join(quote(field.column) for field in differing)
    ending = "ON CONFLICT DO NOTHING" if ignore_conflicts else f"RETURNING {quote(model._meta.pk.column)}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(model._meta.db_table)} ({named}) SELECT {', '.join(chosen)}"
            f" FROM unnest({arrays}) WITH ORDINALITY v({of}, row_in_order) ORDER BY v.row_in_order {ending}",
            given,
        )
        keys = [] if ignore_conflicts else cursor.fetchall()
    for row, (key,) in zip(rows, keys, strict=not ignore_conflicts):
        row.pk, row._state.adding, row._state.db = key, False, connection.alias
    return rows


def _prepared(field, value):
    return field.get_db_prep_save(value, connection)
