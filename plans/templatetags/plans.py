"""A question in its form: label, rule, error, control with its unit, what the computer finds."""

from django import template

from plans.fill.row_fields import MORE, SPARE, shown_rows
from plans.questions.base import BLOCK, ROWS, VERDICT, YESNO

register = template.Library()


@register.inclusion_tag("plans/_question.html", takes_context=True)
def question(context, form, line):
    """``line`` is the question as last saved, with its findings; the form may hold something newer."""
    bound = form[line.question.key]
    changed = bool(form.is_bound and form.errors) or bool(form.theirs)
    told = [finding for finding in line.findings if line.answer is not None]
    tabled = line.question.type == ROWS
    spare = MORE if context.get("more") == line.question.key else SPARE
    return {
        "field": bound,
        "question": line.question,
        "theirs": form.theirs.get(line.question.key),
        # What was found in the saved answer says nothing of one that is not saved yet.
        "told": [] if changed else told,
        "stops": line.question.severity == BLOCK,
        "group": tabled or line.question.type in (VERDICT, YESNO),
        "rules": line.rules,
        "rows": _rows(bound, spare) if tabled else None,
    }


def _rows(bound, spare):
    """The cells of every row, each with its control named for those who do not see the table's head."""
    return [
        [_cell(cell, place) for cell in form] for place, form in enumerate(shown_rows(bound, spare), start=1)
    ]


def _cell(cell, place):
    attrs = {"aria-label": f"{place} {cell.label}"}
    if cell.errors:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{cell.auto_id}_error"}
    return {
        "label": cell.label,
        "auto_id": cell.auto_id,
        "errors": cell.errors,
        "control": cell.as_widget(attrs=attrs),
    }
