"""The table of a life, read off the database: every verb × every status × everyone of the cast.

    text = matrix(Plan, make_in_status, world.people)
    compare(text, Path(__file__).with_name("matrix_plan.txt"))

``make_in_status(status)`` returns a saved record in that status ("" is a record just inserted, before its first
move; return None for a status that cannot be made). ``people`` is {name: user}. A cell is one of: may; the code
of what stands in the way (409); 403, who sees the record but may not; 404, who does not see it.
"""

import os

from django.db.models import Q


def matrix(model, make_in_status, people, verbs=None):
    """The table as text, one line a verb (of ``verbs``) and status, people gathered by what they are told."""
    lines = []
    statuses = ["", *model.Status.values]
    # Read one by one: a life that admits one open record a firm makes room before it makes the next.
    told = {status: _row(model, make_in_status(status), status, people) for status in statuses}
    for verb, move in model.MOVES.items():
        if verbs and verb not in verbs:
            continue
        lines.append(f"[{verb}] {_from(move)} -> {move.target or 'unchanged'}")
        for status, said in told.items():
            begins = "" in move.sources
            if (not status and not begins) or (status and move.sources == {""}):
                continue  # a first move is asked of the new, every other of the living
            for answer in sorted(said.get(verb, ()), key=lambda a: (a != "may", a)):
                lines.append(f"  {status or '(new)':<11} {answer:<18} {' '.join(said[verb][answer])}")
        lines.append("")
    return "\n".join(lines)


def compare(text, path):
    """The table must be the one kept at ``path``; with UPDATE_GOLDEN=1 it is written there instead."""
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    kept = path.read_text(encoding="utf-8")
    assert text == kept, f"{path.name} no longer tells what the code does; see it with UPDATE_GOLDEN=1"


def kept_table(path):
    """{(verb, status): {name: answer}} of a kept table."""
    table, verb = {}, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            verb = line[1 : line.index("]")]
        elif line.strip():
            status, answer, *names = line.split()
            table.setdefault((verb, status), {}).update(dict.fromkeys(names, answer))
    return table


def _from(move):
    return "|".join(sorted(source or "(new)" for source in move.sources))


def _row(model, record, status, people):
    """{verb: {answer: [names]}} of one record."""
    if record is None:
        return {}
    assert record.status == status, f"asked for {status!r}, got {record.status!r}"
    row = {}
    for verb, move in model.MOVES.items():
        for name, user in people.items():
            row.setdefault(verb, {}).setdefault(_told(model, record, move, user), []).append(name)
    return row


def _told(model, record, move, user):
    if not model.objects.visible_to(user).filter(pk=record.pk).exists() and not _unborn(record):
        return "404"
    code = (
        model._base_manager.filter(Q(pk=record.pk)).values_list(move.refusal(user), flat=True).get() or "may"
    )
    return "403" if code == "forbidden" else code


def _unborn(record):
    """Before its first move a record is nobody's to see; only who may begin it is asked."""
    return record.status == ""
