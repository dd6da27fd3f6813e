"""By which terms an application is decided: those of its type as they stood when it was handed in.

A change of a type is for applications to come. What waits, and what was issued, keeps its longest validity, its
superseding rule, the doubts in which a second person must agree, its numbering, whether it must be sealed, and the
steps before it is issued.
"""

import copy

from passes.models import PassTypeEdit

KEPT = frozenset(
    {
        *("longest_days", "most_days", "second_person", "supersedes"),
        *("minted", "needs_seal", "steps", "recommender"),
    }
)


def latest(types):
    """{type: key of its latest change}, what an application handed in now is to keep; one statement."""
    changes = PassTypeEdit.objects.filter(type__in=types).order_by("type", "-pk").distinct("type")
    return dict(changes.values_list("type", "pk"))


def kept(pass_type, change):
    """The columns of an application handed in under a type that ``change`` (a key, or None) changed last."""
    return {"terms_id": change, "asked_steps": pass_type.steps, "asked_desk": pass_type.recommender}


def pin(passes):
    """Give each pass, loaded with its type, the type as it was when it was handed in; one statement.

    A draft was not handed in: it is judged by what stands. Returns ``passes``.
    """
    later = {}
    edits = PassTypeEdit.objects.filter(type__in={one.type_id for one in passes}).order_by("-pk")
    for key, kind, changes in edits.values_list("pk", "type", "changes"):
        later.setdefault(kind, []).append((key, changes))
    for one in passes:
        undone = [
            (name, before)
            for key, changes in later.get(one.type_id, ())
            if key > (one.terms_id or 0) and one.status != "draft"
            for name, before, _after in changes
            if name in KEPT
        ]
        if undone:
            one.type = copy.copy(one.type)
            for name, before in undone:  # newest first: the oldest has the last word
                setattr(one.type, name, before)
    return passes
