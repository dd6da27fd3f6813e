"""What was changed in a record that keeps its history, by whom and in which request."""

from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from . import moments

HIDDEN = {"pinyin", "initials", "id"}


def edits(record, limit=20):
    """The latest edits, newest first: when, who, and (label, before, after) of each change; one query.

    For ``ui/_steps.html``: the changes stand as the remark.
    """
    kept = {f.name for f in record.history.model._meta.concrete_fields}
    fields = [f for f in record._meta.concrete_fields if f.name in kept - HIDDEN]
    rows = list(
        record.history.select_related("history_user").order_by("-history_date", "-history_id")[: limit + 1]
    )
    shown = []
    for newer, older in pairwise([*rows, None]):
        changes = older and [
            (f.verbose_name, words(older, f), words(newer, f))
            for f in fields
            if getattr(older, f.attname) != getattr(newer, f.attname)
        ]
        if older is None and len(rows) > limit:
            break
        if older is not None and not changes:
            continue  # only what is not shown changed, such as a password
        shown.append(
            {
                "label": pgettext("history", "登记") if older is None else pgettext("history", "修改"),
                "when": newer.history_date,
                "person": newer.history_user,
                "remark": "\n".join(f"{name}：{old} → {new}" for name, old, new in changes or ()),
            }
        )
    return shown


def words(version, field):
    """A value as a person would say it."""
    value = getattr(version, field.attname)
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if hasattr(value, "hour"):
        return moments.moment(value)
    if field.remote_field:
        return str(getattr(version, field.name))
    return dict(field.flatchoices).get(value, value)
