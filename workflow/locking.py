"""What a press locks before it judges: what conditions lean on, lower apps first, then the records."""

from django.db import connection


def lock(model, keys):
    """Lock what the conditions lean on FOR SHARE, lower apps first, then the records FOR UPDATE, in key order."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        for name in model.leans_on:
            leaned = model._meta.get_field(name)
            other = connection.ops.quote_name(leaned.related_model._meta.db_table)
            cursor.execute(
                f"SELECT 1 FROM {other} WHERE id IN (SELECT {leaned.column} FROM {table} WHERE id = ANY(%s))"
                " ORDER BY id FOR SHARE",
                [keys],
            )
        cursor.execute(f"SELECT 1 FROM {table} WHERE id = ANY(%s) ORDER BY id FOR UPDATE", [keys])


def lock_leans(model, rows):
    with connection.cursor() as cursor:
        for name in model.leans_on:
            leaned = model._meta.get_field(name)
            keys = sorted({getattr(row, leaned.attname) for row in rows} - {None})
            other = connection.ops.quote_name(leaned.related_model._meta.db_table)
            cursor.execute(f"SELECT 1 FROM {other} WHERE id = ANY(%s) ORDER BY id FOR SHARE", [keys])
