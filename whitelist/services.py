"""What people do with the white list. Every function is a verb of ``WhitelistEntry.MOVES``."""

from django.utils.translation import gettext as _

from clock import clock
from workflow.deeds import deed as one_deed
from workflow.errors import Refused
from workflow.moves import begin, make_move
from workflow.verbs import Verb
from workflow.versions import record_facts

from .models import EntryTerm, Level, WhitelistEntry

OPEN = (WhitelistEntry.Status.NOMINATED, WhitelistEntry.Status.LISTED)


def nominate(subjects, *, by, category, effective_from, batch="", document="", remark="", occurred_at=None):
    """A territory, district or the city recommends parks or firms for the municipal list. Returns the entries."""
    entries = [_entry(subject, Level.MUNICIPAL, category, nominated_by=by) for subject in subjects]
    with one_deed("nominate", by=by, of=WhitelistEntry, remark=remark) as deed:
        begin(WhitelistEntry, entries, "nominate", by=by, occurred_at=occurred_at, deed=deed)
        _write_terms(entries, deed, effective_from=effective_from, batch=batch, document=document)
    return entries


def list_entry(entry, *, by, **words):
    """The city admits a nominated subject to the municipal list."""
    return make_move(entry, "list", by=by, **words)


def refuse_entry(entry, *, by, remark, **words):
    """The city does not admit it, and says why."""
    return make_move(entry, "refuse", by=by, remark=remark, **words)


def record_entries(
    subjects, *, by, level, category, effective_from, document, batch="", remark="", occurred_at=None
):
    """A provincial or national list is recorded from its document.

    Each subject without an open municipal entry gets one with it, marked as waiting for the city's
    confirmation: higher levels imply the municipal list. Raises ``Refused`` for the municipal level, which is
    decided here and not recorded. Returns the entries of ``level``.
    """
    if level == Level.MUNICIPAL:
        raise Refused(_("市级名单须经推荐和入选，不能依文件录入。"), code="municipal_is_decided")
    subjects = list(subjects)
    with one_deed("record", by=by, of=WhitelistEntry, remark=remark, basis=document) as deed:
        entries = [_entry(subject, level, category) for subject in subjects]
        listed = _open_municipal(subjects)
        implied = [
            _entry(subject, Level.MUNICIPAL, category, awaiting_city=True)
            for subject in subjects
            if subject not in listed
        ]
        begin(
            WhitelistEntry,
            entries + implied,
            "record",
            by=by,
            occurred_at=occurred_at,
            basis=document,
            deed=deed,
        )
        _write_terms(entries + implied, deed, effective_from=effective_from, batch=batch, document=document)
    return entries


def confirm_entry(entry, *, by, **words):
    """The city confirms a municipal entry that a higher list had opened."""
    return make_move(entry, "confirm", by=by, values={"awaiting_city": False}, **words)


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


def remove_entry(entry, *, by, remark, effective_until=None, **words):
    """The subject leaves the list on a day (today if none is given); the entry is kept and its reason told."""
    with one_deed("remove", by=by, of=WhitelistEntry, remark=remark) as deed:
        make_move(entry, "remove", by=by, remark=remark, deed=deed, values=REVIEWED, **words)
        until = effective_until or clock.today()
        record_facts(EntryTerm, [{"entry_id": entry.pk, "effective_until": until}], by=by, deed=deed)
    return deed


def _entry(subject, level, category, **more):
    kind = "park" if subject._meta.model_name == "park" else "enterprise"
    return WhitelistEntry(**{kind: subject}, level=level, category=category, **more)


def _open_municipal(subjects):
    entries = WhitelistEntry.objects.filter(level=Level.MUNICIPAL, status=WhitelistEntry.Status.LISTED)
    parks = [s for s in subjects if s._meta.model_name == "park"]
    firms = [s for s in subjects if s._meta.model_name != "park"]
    found = entries.filter(park__in=parks) | entries.filter(enterprise__in=firms)
    return {entry.subject for entry in found.select_related("park", "enterprise")}


def _write_terms(entries, deed, **term):
    record_facts(EntryTerm, [{"entry_id": entry.pk, **term} for entry in entries], by=deed.by, deed=deed)


VERBS = {
    "list": Verb(list_entry),
    "refuse": Verb(refuse_entry),
    "confirm": Verb(confirm_entry),
    "keep": Verb(keep_entry),
    "remove": Verb(remove_entry),
}
