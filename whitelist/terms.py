"""An entry and its term: what the verbs that make or list one write."""

from workflow.versions import record_facts

from .models import EntryTerm, WhitelistEntry

TERM = ("effective_from", "effective_until", "batch", "document", "file_id")


def new_entry(subject, level, category, **more):
    kind = "park" if subject._meta.model_name == "park" else "enterprise"
    return WhitelistEntry(**{kind: subject}, level=level, category=category, **more)


def write_terms(pairs, deed):
    """The terms of (entry, row) pairs, of what the rows say."""
    facts = [
        {"entry_id": entry.pk, **{name: row[name] for name in TERM if name in row}} for entry, row in pairs
    ]
    record_facts(EntryTerm, facts, by=deed.by, deed=deed)
