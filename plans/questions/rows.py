"""Answers that are tables: what is wrong with their rows."""

from django.utils.translation import gettext as _

from .findings import WARN, Finding

SHOWN = 5  # rows named in one sentence; the rest are counted


def row_findings(question, rows, *, owed):
    """Too few rows, and rows whose cells are not all filled in."""
    found = []
    if owed:
        words = _("已填{rows}行，须{least}行。").format(rows=len(rows), least=question.min_rows)
        found.append(Finding(question.key, WARN, words, str(question.source)))
    gaps = [(place, gaps) for place, row in enumerate(rows, start=1) if (gaps := gaps_of(question, row))]
    if gaps:
        said = [
            _("第{row}行缺{names}").format(row=place, names=_("、").join(str(one.label) for one in missing))
            for place, missing in gaps[:SHOWN]
        ]
        more = _("，另有{many}行未填全").format(many=len(gaps) - SHOWN) if len(gaps) > SHOWN else ""
        found.append(Finding(question.key, WARN, _("；").join(said) + more + _("。"), str(question.source)))
    return found


def gaps_of(question, row):
    """The columns of one row that are owed and empty."""
    return [
        column
        for column in question.columns
        if column.need != "optional" and row.get(column.key) is None and column.asked(row)
    ]
