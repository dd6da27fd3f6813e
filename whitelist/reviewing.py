"""What a firm's entries rest on is in doubt, or no longer: the city is to keep or remove them."""

from workflow.moves import make_move

from .models import WhitelistEntry

OPEN = (WhitelistEntry.Status.NOMINATED, WhitelistEntry.Status.LISTED)
REVIEWED = {"review_since": None, "review_reason": ""}


def keep_entry(entry, *, by, remark, **words):
    """The city has reviewed a flagged entry and keeps it on the list, saying why."""
    return make_move(entry, "keep", by=by, remark=remark, values=REVIEWED, **words)


def flag_for_review(firm, *, since, reason):
    """What the firm's open entries rest on is in doubt: the city is to keep or remove them. None is removed here.

    Called within the deed that casts the doubt, which holds the firm's row.
    """
    entries = WhitelistEntry.objects.filter(enterprise=firm, status__in=OPEN).order_by("pk")
    keys = list(entries.select_for_update(no_key=True).values_list("pk", flat=True))
    WhitelistEntry.objects.filter(pk__in=keys).update(review_since=since, review_reason=reason[:200])
    return keys


def clear_review(firm):
    """The doubt is gone; within the deed that removes it."""
    entries = WhitelistEntry.objects.filter(enterprise=firm, review_since__isnull=False).order_by("pk")
    keys = list(entries.select_for_update(no_key=True).values_list("pk", flat=True))
    WhitelistEntry.objects.filter(pk__in=keys).update(**REVIEWED)
    return keys
