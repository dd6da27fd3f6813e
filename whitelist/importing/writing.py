"""What a sound sheet does: nominations, admissions and recorded entries, each kind by its own deed; then the terms."""

from collections import defaultdict

from workflow.versions import record_facts

from .. import services
from ..models import EntryTerm, Level, WhitelistEntry

TERM = ("effective_from", "effective_until", "batch", "document")


def written(rows, subjects, *, by, remark):
    """Carry out ``rows`` ((row, subject) pairs, judged); returns how many were created, changed, unchanged."""
    nominated, recorded, admitted, standing = [], defaultdict(list), {}, {}
    for row, subject in rows:
        entry = subjects.open_entry(subject, row["level"])
        said = {name: row[name] for name in TERM if name in row.values}
        if entry is None:
            new = {"subject": subject, "level": row["level"], "category": row["category"], **said}
            if row["level"] == Level.MUNICIPAL:
                nominated.append(new)
            else:
                recorded[row["document"]].append(new)
            continue
        standing[entry.pk] = {"entry_id": entry.pk, **said}
        if row["status"] == entry.Status.LISTED and entry.status == entry.Status.NOMINATED:
            admitted[entry.pk] = entry
    if nominated:
        services.nominate_each(nominated, by=by, remark=remark)
    if admitted:
        entries = WhitelistEntry.objects.filter(pk__in=admitted)
        services.list_entries(entries, by=by, remark=remark)
    for document, new in recorded.items():
        services.record_each(new, by=by, document=document, remark=remark)
    before = _terms(standing)
    record_facts(EntryTerm, list(standing.values()), by=by, verb="import_whitelist")
    revised = {key for key, term in _terms(standing).items() if term != before[key]}
    created = len(nominated) + sum(map(len, recorded.values()))
    changed = len(revised | admitted.keys())
    return {"created": created, "changed": changed, "unchanged": len(rows) - created - changed}


def _terms(keys):
    return dict(EntryTerm.objects.current().filter(entry__in=list(keys)).values_list("entry", "pk"))
