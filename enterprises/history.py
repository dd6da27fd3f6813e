"""What was changed in an entry of the registry, by whom and in which request."""

from itertools import pairwise

from django.utils.translation import gettext as _

HIDDEN = {"pinyin", "initials", "id"}


def edits(record, limit=20):
    """The latest edits, newest first: when, who, and (label, before, after) of each change; one query.

    For ``ui/_steps.html``: the changes stand as the remark.
    """
    fields = [f for f in record._meta.concrete_fields if f.name not in HIDDEN]
    rows = list(
        record.history.select_related("history_user").order_by("-history_date", "-history_id")[: limit + 1]
    )
    shown = []
    for newer, older in pairwise([*rows, None]):
        changes = older and [
            (f.verbose_name, getattr(older, f.attname), getattr(newer, f.attname))
            for f in fields
            if getattr(older, f.attname) != getattr(newer, f.attname)
        ]
        if older is None and len(rows) > limit:
            break
        shown.append(
            {
                "label": _("登记") if older is None else _("修改"),
                "when": newer.history_date,
                "person": newer.history_user,
                "remark": "\n".join(
                    f"{name}：{old or '—'} → {new or '—'}" for name, old, new in changes or ()
                ),
            }
        )
    return shown
