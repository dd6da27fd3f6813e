"""Provincial and national lists are recorded from their documents, and open the municipal list with them."""

from django.utils.translation import gettext as _

from files.services import keep
from workflow.deeds import deed as one_deed
from workflow.deeds import judge_guards
from workflow.errors import Refused
from workflow.moves import begin, make_moves

from .models import Level, WhitelistEntry
from .reviewing import OPEN
from .terms import new_entry, write_terms


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
        made = [(new_entry(row["subject"], row["level"], row["category"]), row) for row in rows]
        new = {row["subject"]: row for row in rows if row["subject"] not in standing}
        implied = [
            (new_entry(subject, Level.MUNICIPAL, row["category"], awaiting_city=True), row)
            for subject, row in new.items()
        ]
        begin(WhitelistEntry, [entry for entry, _row in made + implied], "record", deed=deed, **words)
        write_terms(made + implied, deed)
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
    write_terms([(standing[subject], row) for subject, row in nominated.items()], deed)


def _waits(entry):
    return entry is not None and entry.status == WhitelistEntry.Status.NOMINATED


def _municipal(subjects):
    """{subject: its municipal entry}, nominated or listed."""
    parks = [s for s in subjects if s._meta.model_name == "park"]
    firms = [s for s in subjects if s._meta.model_name != "park"]
    open_ones = WhitelistEntry.objects.filter(level=Level.MUNICIPAL, status__in=OPEN)
    found = open_ones.filter(park__in=parks) | open_ones.filter(enterprise__in=firms)
    return {entry.subject: entry for entry in found.select_related("park", "enterprise")}
