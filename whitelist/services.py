"""What people do with the white list. Every function is a verb of ``WhitelistEntry.MOVES``."""

from django.utils.translation import gettext as _

from clock import clock
from files.services import keep
from workflow.bulk import single
from workflow.deeds import deed as one_deed
from workflow.deeds import judge_guards
from workflow.errors import Refused
from workflow.judging import LATE
from workflow.moves import begin, make_move, make_moves
from workflow.versions import record_facts

from .models import EntryTerm, Level, WhitelistEntry

OPEN = (WhitelistEntry.Status.NOMINATED, WhitelistEntry.Status.LISTED)


def nominate(subjects, *, by, category, effective_from, batch="", document="", remark="", occurred_at=None):
    """A territory, district or the city recommends parks or firms for the municipal list. Returns the entries."""
    term = {"effective_from": effective_from, "batch": batch, "document": document}
    rows = [{"subject": subject, "category": category, **term} for subject in subjects]
    return nominate_each(rows, by=by, remark=remark, occurred_at=occurred_at)


def nominate_each(rows, *, by, remark="", occurred_at=None):
    """As ``nominate``, with a category and a term for each: dicts of subject, category and the term's columns."""
    entries = [_entry(row["subject"], Level.MUNICIPAL, row["category"], nominated_by=by) for row in rows]
    with one_deed("nominate", by=by, of=WhitelistEntry, remark=remark) as deed:
        begin(WhitelistEntry, entries, "nominate", by=by, occurred_at=occurred_at, deed=deed)
        _write_terms(zip(entries, rows, strict=True), deed)
    return entries


def list_entries(entries, *, by, **words):
    """The city admits nominated subjects to the municipal list; those that may not be are left, with reasons."""
    return make_moves(entries, "list", by=by, **words)


list_entry = single(list_entries, "list_entry")


def refuse_entry(entry, *, by, remark, **words):
    """The city does not admit it, and says why."""
    return make_move(entry, "refuse", by=by, remark=remark, **words)


def record_entries(
    subjects,
    *,
    by,
    level,
    category,
    effective_from,
    document,
    batch="",
    file=None,
    remark="",
    occurred_at=None,
):
    """A provincial or national list is recorded from its document; ``file`` is the document, just uploaded.

    Each subject gets a municipal entry with it, marked as waiting for the city's confirmation, unless one is
    open: higher levels imply the municipal list. A municipal nomination under way is listed thereby. Raises
    ``Refused`` for the municipal level, which is decided here and not recorded. Returns the entries of ``level``.
    """
    term = {"effective_from": effective_from, "batch": batch}
    rows = [{"subject": subject, "level": level, "category": category, **term} for subject in subjects]
    return record_each(rows, by=by, document=document, file=file, remark=remark, occurred_at=occurred_at)


def record_each(rows, *, by, document, file=None, remark="", occurred_at=None):
    """As ``record_entries``, with level, category and term for each, all from one document."""
    if any(row["level"] == Level.MUNICIPAL for row in rows):
        raise Refused(_("市级名单须经推荐和入选，不能依文件录入。"), code="municipal_is_decided")
    words = {"by": by, "basis": document, "occurred_at": occurred_at}
    with one_deed("record", by=by, of=WhitelistEntry, remark=remark, basis=document) as deed:
        kept = {"document": document, "file_id": file and keep(file, by=by).pk}
        rows = [{**row, **kept} for row in rows]
        standing = _municipal([row["subject"] for row in rows])
        _imply(rows, standing, deed, words)
        made = [(_entry(row["subject"], row["level"], row["category"]), row) for row in rows]
        new = {row["subject"]: row for row in rows if row["subject"] not in standing}
        implied = [
            (_entry(subject, Level.MUNICIPAL, row["category"], awaiting_city=True), row)
            for subject, row in new.items()
        ]
        begin(WhitelistEntry, [entry for entry, _row in made + implied], "record", deed=deed, **words)
        _write_terms(made + implied, deed)
        judge_guards(WhitelistEntry)
    return [entry for entry, _row in made]


def _imply(rows, standing, deed, words):
    """Nominations under way are listed with the higher list, from its day and by its document."""
    nominated = {row["subject"]: row for row in rows if _waits(standing.get(row["subject"]))}
    if not nominated:
        return
    keys = [standing[subject].pk for subject in nominated]
    entries = WhitelistEntry.objects.filter(pk__in=keys)
    make_moves(entries, "imply", deed=deed, values={"awaiting_city": True}, **words)
    _write_terms([(standing[subject], row) for subject, row in nominated.items()], deed)


def _waits(entry):
    return entry is not None and entry.status == WhitelistEntry.Status.NOMINATED


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


def remove_entry(
    entry, *, by, remark, effective_until=None, with_municipal=False, basis="", occurred_at=None
):
    """The subject leaves the list on a day (of ``occurred_at``, if none is given); the entry is kept and its reason told.

    The municipal entry stays while a higher one is open: the higher level decides, the city follows. A higher
    entry is removed by its document (``basis``); ``with_municipal`` removes the municipal one in the same deed.
    Raises ``Refused`` when the day lies ahead, lies long ago without a basis, or a higher entry stands.
    """
    higher = entry.level != Level.MUNICIPAL
    if higher and not basis.strip():
        raise Refused(_("调出省级、国家级条目须写明上级文号。"), code="basis_required")
    _check_day(effective_until, basis)
    leaving = [entry]
    if higher and with_municipal:
        leaving += WhitelistEntry.objects.of(entry.subject).listed().filter(level=Level.MUNICIPAL)
    words = {"by": by, "remark": remark, "basis": basis, "occurred_at": occurred_at}
    with one_deed("remove", by=by, of=WhitelistEntry, remark=remark, basis=basis) as deed:
        for one in leaving:
            make_move(one, "remove", deed=deed, values=REVIEWED, **words)
        starts = EntryTerm.objects.current().filter(entry__in=leaving).values_list("entry", "effective_from")
        day = clock.day_of(occurred_at or clock.now())
        ends = [
            {"entry_id": key, "effective_until": effective_until or max(day, start)} for key, start in starts
        ]
        record_facts(EntryTerm, ends, by=by, deed=deed)
        judge_guards(WhitelistEntry)
    return deed


def _check_day(day, basis):
    if day is None:
        return
    if day > clock.today():
        raise Refused(_("调出日期不能晚于今天。"), code="in_future")
    if day < clock.day_of(clock.now() - LATE) and not basis.strip():
        raise Refused(_("调出日期在三日以前，须写明依据。"), code="late_without_basis")


def attach_file(entry, *, by, file):
    """The document an entry rests on is kept with it, and with every other entry recorded from the same number.

    Raises ``Refused`` where the entry names no document.
    """
    term = EntryTerm.objects.current().get(entry=entry)
    if not term.document:
        raise Refused(_("该条目没有文号，先写明文号再附文件。"), code="no_document")
    with one_deed("attach", by=by, of=WhitelistEntry) as deed:
        make_move(entry, "attach", by=by, deed=deed)
        stored = keep(file, by=by)
        same = EntryTerm.objects.current().filter(document=term.document).values_list("entry", flat=True)
        facts = [{"entry_id": key, "file_id": stored.pk} for key in same]
        record_facts(EntryTerm, facts, by=by, deed=deed)
    return deed


def _entry(subject, level, category, **more):
    kind = "park" if subject._meta.model_name == "park" else "enterprise"
    return WhitelistEntry(**{kind: subject}, level=level, category=category, **more)


def _municipal(subjects):
    """{subject: its municipal entry}, nominated or listed."""
    parks = [s for s in subjects if s._meta.model_name == "park"]
    firms = [s for s in subjects if s._meta.model_name != "park"]
    open_ones = WhitelistEntry.objects.filter(
        level=Level.MUNICIPAL, status__in=[WhitelistEntry.Status.NOMINATED, WhitelistEntry.Status.LISTED]
    )
    found = open_ones.filter(park__in=parks) | open_ones.filter(enterprise__in=firms)
    return {entry.subject: entry for entry in found.select_related("park", "enterprise")}


TERM = ("effective_from", "effective_until", "batch", "document", "file_id")


def _write_terms(pairs, deed):
    """The terms of (entry, row) pairs, of what the rows say."""
    facts = [
        {"entry_id": entry.pk, **{name: row[name] for name in TERM if name in row}} for entry, row in pairs
    ]
    record_facts(EntryTerm, facts, by=deed.by, deed=deed)
