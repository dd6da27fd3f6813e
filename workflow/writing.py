"""What a press writes: the steps while the old status still stands, then the records."""

from django.db import connection


def write(model, move, keys, moments, deed, values):
    """Steps first, while the old status still stands, then the records."""
    if move.target is None:
        return
    step, table = model.step_model()._meta.db_table, model._meta.db_table
    quote = connection.ops.quote_name
    per_key = isinstance(moments, dict)
    at = [moments[key] for key in keys] if per_key else [moments] * len(keys)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(step)} (record_id, deed_id, source, target, occurred_at, recorded_at)"
            f" SELECT r.id, %s, r.status, %s, m.at, %s FROM {quote(table)} r"
            " JOIN unnest(%s::bigint[], %s::timestamptz[]) m(id, at) ON m.id = r.id ORDER BY r.id",
            [deed.pk, move.target, deed.recorded_at, keys, at],
        )
    # Status, moment and columns in one statement: a constraint sees them together.
    each = {}
    if per_key:
        each["moved_at"] = at
    if values and not all(isinstance(key, str) for key in values):
        columns = sorted({column for key in keys for column in values[key]})
        each |= {column: [values[key][column] for key in keys] for column in columns}
        values = None
    shared = {"status": move.target, **({} if per_key else {"moved_at": moments}), **(values or {})}
    if each:
        _write_each(model, keys, shared, each)
    else:
        model._base_manager.filter(pk__in=keys).update(**shared)


def _write_each(model, keys, shared, each):
    """Columns that are the same for all and columns that differ from record to record ({column: values})."""
    quote, sets, parameters = connection.ops.quote_name, [], []
    fields = {name: model._meta.get_field(name) for name in (*shared, *each)}
    for name, value in shared.items():
        sets.append(f"{quote(fields[name].column)} = %s::{fields[name].db_type(connection)}")
        parameters.append(_prepared(fields[name], value))
    sets += [f"{quote(fields[name].column)} = v.{quote(name)}" for name in each]
    arrays = ", ".join(f"%s::{fields[name].db_type(connection)}[]" for name in each)
    names = ", ".join(quote(name) for name in each)
    parameters.append(keys)
    parameters += [[_prepared(fields[name], value) for value in column] for name, column in each.items()]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(model._meta.db_table)} r SET {', '.join(sets)}"
            f" FROM unnest(%s::bigint[], {arrays}) v(id, {names}) WHERE v.id = r.id",
            parameters,
        )


def _prepared(field, value):
    return field.get_db_prep_save(getattr(value, "pk", value), connection)
