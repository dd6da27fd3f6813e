"""Answers as people read them, cell by cell for tables, and what changed in a table row by row."""

from datetime import date

from django.utils.translation import gettext as _

from ui import moments

from .questions import base


def words(question, answer):
    """An answer as people read it; a table as one line a row."""
    if answer is None:
        return ""
    if question.type == base.ROWS:
        return "\n".join(row_words(question, row) for row in answer)
    if question.type == base.VERDICT:
        return {base.PASS: _("合格"), base.FAIL: _("不合格")}.get(answer, str(answer))
    if question.type == base.YESNO:
        return _("是") if answer else _("否")
    if question.type == base.CHOICE:
        return str(dict(question.choices).get(answer, answer))
    if question.type == base.UNDERTAKING:
        return _("已承诺")
    if question.type == base.DAY:
        return moments.day(date.fromisoformat(answer))
    if question.type == base.COUNT:
        return f"{moments.number(answer)} {question.unit}".strip()
    if question.type == base.DECIMAL:
        return f"{answer:,} {question.unit}".strip()
    return str(answer)


def cells(question, row):
    """The cells of one row in words, in the order of the columns."""
    return [words(column, row.get(column.key)) for column in question.columns]


def row_words(question, row):
    """One row as one line: what names it, then the rest with their heads."""
    first, *others = question.columns
    said = [words(first, row.get(first.key)) or "—"]
    said += [_cell(column, row) for column in others if row.get(column.key) is not None]
    return _("，").join(said)


def _cell(column, row):
    text = words(column, row[column.key])
    return text if column.type in (base.TEXT, base.PHONE, base.LONG) else f"{column.label} {text}"


def change_words(question, before, after):
    """(old, new) in words: of a table only the rows that differ, matched by what names them."""
    if question.type != base.ROWS:
        return words(question, before), words(question, after)
    old, new = _named(question, before), _named(question, after)
    gone = [row_words(question, row) for name, row in old.items() if new.get(name) != row]
    come = [row_words(question, row) for name, row in new.items() if old.get(name) != row]
    return "\n".join(gone), "\n".join(come)


def _named(question, rows):
    """{(first cell, its how-manieth)}: rows told apart by their first column, equal names by their order."""
    found, seen = {}, {}
    for row in rows or ():
        name = row.get(question.columns[0].key)
        seen[name] = seen.get(name, 0) + 1
        found[name, seen[name]] = row
    return found
