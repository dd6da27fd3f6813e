"""Many nominations admitted by one press: first who would be admitted and who not, and why; then the press."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import WhitelistEntry


def preview(entries, *, by, occurred_at=None):
    """(entries that would be admitted, [(entry, sentence)] of the rest); two statements whatever their number."""
    move = WhitelistEntry.MOVES["list"]
    labels = dict(WhitelistEntry.Status.choices)
    rows = entries.order_by("pk").select_related("enterprise__county", "park__county")
    clean, rest = [], []
    for entry in rows.annotate(way=move.refusal(by, occurred_at)):
        if entry.way is None:
            clean.append(entry)
        else:
            rest.append((entry, move.sentence(entry.way, labels[entry.status])))
    return clean, rest


def told(done):
    """One sentence on a press over many."""
    moved, left = len(done.moved), len(done.refused)
    words = ngettext("已入选{number}项。", "已入选{number}项。", moved).format(number=moved)
    if left:
        words += _("另有{number}项未办理，原因见下。").format(number=left)
    return words
