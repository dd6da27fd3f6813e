"""Facts that figures read are revised, never overwritten."""

from dataclasses import dataclass

from django.db import models, transaction

from . import knowledge
from .deeds import broken_constraints_explained
from .deeds import deed as one_deed


@dataclass
class Counts:
    created: int = 0
    changed: int = 0
    unchanged: int = 0


def revise(row, *, by, deed=None, **changes):
    """Close this version and write a new one with ``changes``; returns the open one. No change, no version."""
    values = {name: getattr(row, name) for name in facts(type(row))}
    fields = {f.name: f.attname for f in row._meta.concrete_fields}
    values |= {fields.get(name, name): _key(value) for name, value in changes.items()}
    record_facts(type(row), [values], by=by, deed=deed)
    return type(row).objects.current().get(**{name: values[name] for name in row.KEY})


def record_facts(model, rows, *, by, verb="record", deed=None, **how):
    """Bring the open versions of ``model`` to what ``rows`` (dicts by column) say; returns ``Counts``.

    Rows are matched by ``model.KEY``. What is unchanged is not written; a constant number of statements,
    whatever the number of rows. Rows of the table that ``rows`` does not name stay as they are.
    """
    names, counts = facts(model), Counts()
    with transaction.atomic(), broken_constraints_explained(model):
        knowledge.share()
        standing = _standing(model, rows, names)
        new, closing = [], []
        for row in rows:
            old = standing.get(tuple(row[name] for name in model.KEY))
            whole = {name: row.get(name, old[1][name] if old else _default(model, name)) for name in names}
            if old and all(_same(model, name, old[1][name], whole[name]) for name in names):
                counts.unchanged += 1
                continue
            if old:
                closing.append(old[0])
                counts.changed += 1
            else:
                counts.created += 1
            new.append(whole)
        if new:
            if deed is None:
                with one_deed(verb, by=by, kind=model._meta.label, **how) as deed:
                    _replace(model, closing, new, deed)
            else:
                _replace(model, closing, new, deed)
    return counts


def facts(model):
    """The columns that make up the fact, without the book-keeping of versions."""
    kept = {"id", "recorded_at", "superseded_at", "deed_id"}
    return [f.attname for f in model._meta.concrete_fields if f.attname not in kept]


def _standing(model, rows, names):
    """{natural key: (id, facts)} of the open versions these rows touch, locked."""
    first = model.KEY[0]
    touched = model.objects.current().filter(**{f"{first}__in": {row[first] for row in rows}})
    for name in model.KEY[1:]:
        wanted = {row[name] for row in rows}
        if len(wanted) == 1:
            touched = touched.filter(**{name: next(iter(wanted))})
    found = touched.order_by("pk").select_for_update().values("pk", *names)
    return {tuple(row[name] for name in model.KEY): (row["pk"], row) for row in found}


def _replace(model, closing, rows, deed):
    model.objects.filter(pk__in=closing).update(superseded_at=deed.recorded_at)
    model.objects.bulk_create(
        [model(**row, recorded_at=deed.recorded_at, deed=deed) for row in rows], batch_size=2000
    )
    deed.count += len(rows)


def _default(model, name):
    column = next(f for f in model._meta.concrete_fields if f.attname == name)
    return column.get_default()


def _same(model, name, old, new):
    column = next(f for f in model._meta.concrete_fields if f.attname == name)
    return old == column.to_python(new) if not isinstance(column, models.ForeignKey) else old == new


def _key(value):
    return value.pk if isinstance(value, models.Model) else value
