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
from .recording import record_each, record_entries
from .reviewing import OPEN, REVIEWED, clear_review, flag_for_review, keep_entry
from .terms import new_entry, write_terms

__all__ = ["OPEN", "clear_review", "flag_for_review", "keep_entry", "record_each", "record_entries"]


def nominate(subjects, *, by, category, effective_from, batch="", document="", remark="", occurred_at=None):
    """A territory, district or the city recommends parks or firms for the municipal list. Returns the entries."""
    term = {"effective_from": effective_from, "batch": batch, "document": document}
    rows = [{"subject": subject, "category": category, **term} for subject in subjects]
    return nominate_each(rows, by=by, remark=remark, occurred_at=occurred_at)


def nominate_each(rows, *, by, remark="", occurred_at=None):
    """As ``nominate``, with a category and a term for each: dicts of subject, category and the term's columns."""
    entries = [new_entry(row["subject"], Level.MUNICIPAL, row["category"], nominated_by=by) for row in rows]
    with one_deed("nominate", by=by, of=WhitelistEntry, remark=remark) as deed:
        begin(WhitelistEntry, entries, "nominate", by=by, occurred_at=occurred_at, deed=deed)
        write_terms(zip(entries, rows, strict=True), deed)
    return entries


def list_entries(entries, *, by, **words):
    """The city admits nominated subjects to the municipal list; those that may not be are left, with reasons."""
    return make_moves(entries, "list", by=by, **words)


list_entry = single(list_entries, "list_entry")


def refuse_entry(entry, *, by, remark, **words):
    """The city does not admit it, and says why."""
    return make_move(entry, "refuse", by=by, remark=remark, **words)


def confirm_entry(entry, *, by, **words):
    """The city confirms a municipal entry that a higher list had opened."""
    return make_move(entry, "confirm", by=by, values={"awaiting_city": False}, **words)


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
