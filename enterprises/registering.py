"""Parks and firms written by the sheet: found by their natural key, kept with their history."""

from clock import clock


def record_registry(model, rows, *, key, by):
    """Brings rows of ``model`` to what ``rows`` say; gives ({key: record}, keys created, keys changed).

    ``rows``: {natural key: {column: value}}. What is unchanged writes neither row nor history; the number of
    statements does not depend on the number of rows.
    """
    standing = model.objects.filter(**{f"{key}__in": list(rows)}).order_by("pk").select_for_update()
    records = {getattr(record, key): record for record in standing}
    new, changed = [], []
    for name, facts in rows.items():
        record = records.get(name)
        if record is None:
            record = records[name] = model(**{key: name}, **facts)
            new.append(record)
        elif differing := {column: v for column, v in facts.items() if getattr(record, column) != v}:
            for column, value in differing.items():
                setattr(record, column, value)
            changed.append(record)
    for record in new + changed:
        record.spell()
    if new:
        model.objects.bulk_create(new)
        remember(model, new, by, update=False)
    if changed:
        columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        model.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=[model._meta.pk.name], update_fields=columns
        )
        remember(model, changed, by, update=True)
    return records, {getattr(r, key) for r in new}, {getattr(r, key) for r in changed}


def remember(model, records, by, *, update):
    model.history.bulk_history_create(records, update=update, default_user=by, default_date=clock.now())


def counted(names, created, changed):
    """Rows by what became of them."""
    created = created & set(names)
    changed = (changed & set(names)) - created
    return {
        "created": len(created),
        "changed": len(changed),
        "unchanged": len(set(names)) - len(created) - len(changed),
    }
