"""What was changed in an application while it was still being filled in: by whom, when, from what to what."""

from datetime import date

from django.contrib.postgres.fields import DateTimeRangeField
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from passes.doubts import Doubt
from passes.models import PassEdit, ValidityKind
from ui import moments
from ui.history import words

from . import credentials
from .rules import days_of

# Told as changed, never from what to what: what people are called stands nowhere but on the pass itself.
PERSONAL = frozenset({"driver_name", "driver_phone", *credentials.PERSONAL})

NOT_TOLD = frozenset(
    {"number", "channel", "code", *credentials.OF_THE_DAY}
)  # of a pass beside the one it follows


def before(record):
    """The columns as they stand, to be compared by ``write`` once they were changed."""
    return {field.name: _value(record, field) for field in _fields(record)}


def write(record, old, deed):
    """Keep what differs from ``old``; nothing where nothing does."""
    if changed := changes(record, old):
        PassEdit.objects.create(record=record, deed=deed, changes=changed)


def changes(record, old):
    """[[column, before, after]] of what differs from ``old``, as JSON keeps it."""
    return [
        [field.name, *_kept(field, old[field.name], new)]
        for field in _fields(record)
        if old[field.name] != (new := _value(record, field))
    ]


def differences(old, new):
    """What a pass has otherwise than the one it follows, in sentences."""
    then, now = before(old), before(new)
    names = {field.name: field for field in _fields(new) if field.name not in NOT_TOLD}
    return [
        told(new, name, *_kept(field, then[name], now[name]))
        for name, field in names.items()
        if then[name] != now[name]
    ]


def with_edits(steps, record):
    """The history of a pass with its edits among its steps, newest first."""
    edits = record.edits.select_related("deed__by", "deed__unit").order_by("-pk")
    shown = [
        {
            "label": pgettext("history", "修改"),
            "when": edit.deed.recorded_at,
            "person": edit.deed.by,
            "unit": edit.deed.unit,
            "remark": "\n".join(told(record, *change) for change in edit.changes),
        }
        for edit in edits
    ]
    return sorted([*steps, *shown], key=lambda one: one["when"], reverse=True)


def _fields(record):
    editable = (field for field in record._meta.concrete_fields if field.editable and not field.primary_key)
    return [field for field in editable if field.name != "status"]


def _value(record, field):
    value = getattr(record, field.attname)
    return value if isinstance(field, DateTimeRangeField) else field.to_python(value)


def _kept(field, old, new):
    if field.name in PERSONAL:
        return None, None
    return _plain(old), _plain(new)


def _plain(value):
    """A column's value as JSON keeps it."""
    if value is None or isinstance(value, bool | int | str | list):
        return value
    if hasattr(value, "lower") and hasattr(value, "upper"):
        return [one.isoformat() for one in days_of(value)]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def told(record, name, old, new):
    """One change in a sentence, in the reader's language."""
    field = next((one for one in record._meta.concrete_fields if one.name == name), None)
    if field is None:
        return f"{name}：{old} → {new}"
    if name in PERSONAL:
        return _("{field}：已改").format(field=field.verbose_name)
    said = [_said(field, value) for value in (old, new)]
    return f"{field.verbose_name}：{said[0]} → {said[1]}"


def _said(field, value):
    """A kept value in the reader's language."""
    if isinstance(field, DateTimeRangeField):
        first, last = map(date.fromisoformat, value) if value else (None, None)
        return f"{moments.day(first)}–{moments.day(last)}" if first else "—"
    if isinstance(value, list):
        named = dict([*ValidityKind.choices, *Doubt.choices])
        return _("、").join(str(named.get(one, one)) for one in value) or "—"
    version = field.model(**{field.attname: value})
    return str(words(version, field))
