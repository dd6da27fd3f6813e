"""Answers that are tables: a field of rows, from a page without script or as a list over REST.

On a page a cell is called ``question-row-column`` (shift_groups-0-name); rows left empty are no rows. The cells
of one row are a small form, so a cell is refused with the words its field would have alone.
"""

import re
from functools import cache

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ui.forms import Form

from .fields import field_of, kept

CELL = re.compile(r"^(\d{1,4})-(\w+)$")
SPARE, MORE = 2, 5  # empty rows offered below those filled in; how many "more rows" adds
SHOWN = 5  # rows whose errors are told above the table; every cell tells its own


class RowsInput(forms.Widget):
    """Gathers the cells; how they look is ``plans/_rows.html``'s."""

    def value_from_datadict(self, data, files, name):
        if isinstance(data.get(name), list | dict | str | int | float | bool):
            return data.get(name)  # over REST the rows come as they are
        found, start = {}, f"{name}-"
        for key in data:
            cell = key.startswith(start) and CELL.match(key[len(start) :])
            if cell:
                found.setdefault(int(cell[1]), {})[cell[2]] = data.get(key)
        return [found[place] for place in sorted(found)]

    def value_omitted_from_data(self, data, files, name):
        return False

    def render(self, name, value, attrs=None, renderer=None):
        raise NotImplementedError("plans/_rows.html renders rows")


class RowsField(forms.Field):
    widget = RowsInput

    def __init__(self, question, **how):
        self.question = question
        super().__init__(required=False, label=question.label, help_text=question.hint, **how)

    def clean(self, value):
        """The rows as answers keep them; everything wrong is told, with row and column."""
        if value in (None, ""):
            return []
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise ValidationError(_("须为行的列表，每行为列到值的对象。"), code="not_rows")
        # Numbered as the page shows them again: without those left empty.
        filled = list(enumerate((row for row in value if not is_empty(row)), start=1))
        if len(filled) > self.question.max_rows:
            sentence = _("最多{most}行，填了{many}行。").format(most=self.question.max_rows, many=len(filled))
            raise ValidationError(sentence, code="too_many_rows")
        done, errors = [], []
        for place, row in filled:
            answers, wrong = self._row(place, row)
            done.append(answers)
            errors += wrong
        if errors:
            more = len(errors) - SHOWN
            told = errors[:SHOWN] + ([_("另有{many}处须改正。").format(many=more)] if more > 0 else [])
            raise ValidationError([ValidationError(words, code="bad_row") for words in told])
        return done

    def _row(self, place, row):
        columns = {column.key: column for column in self.question.columns}
        wrong = [
            _("第{row}行没有“{name}”这一列。").format(row=place, name=name)
            for name in set(row) - set(columns)
        ]
        form = row_form(self.question)(row)
        for name, errors in form.errors.items():
            label = columns[name].label
            wrong += [
                _("第{row}行“{name}”：{error}").format(row=place, name=label, error=one) for one in errors
            ]
        if wrong:
            return {}, wrong
        answers = {name: kept(columns[name], form.cleaned_data[name]) for name in columns}
        return {name: answer for name, answer in answers.items() if answer is not None}, []


def is_empty(row):
    return all(value is None or (isinstance(value, str) and not value.strip()) for value in row.values())


@cache
def row_form(question):
    """The form class of one row."""
    fields = {column.key: field_of(column, in_row=True) for column in question.columns}
    return type("RowForm", (Form,), fields)


def shown_rows(bound, spare=SPARE):
    """The rows of a bound field as forms, for the page: those filled in, refused ones with their errors, and
    ``spare`` empty ones to go on with."""
    question, form_class = bound.field.question, row_form(bound.field.question)
    value = bound.value() or []
    rows = (
        [row for row in value if isinstance(row, dict) and not is_empty(row)]
        if isinstance(value, list)
        else []
    )
    forms_shown = [_shown(bound, form_class, place, row) for place, row in enumerate(rows)]
    empty = max(spare, question.min_rows - len(rows))
    for place in range(len(rows), min(len(rows) + empty, question.max_rows)):
        forms_shown.append(form_class(prefix=f"{bound.name}-{place}"))
    return forms_shown


def _shown(bound, form_class, place, row):
    prefix = f"{bound.name}-{place}"
    if not bound.form.is_bound:
        return form_class(initial=row, prefix=prefix)
    return form_class({f"{prefix}-{name}": value for name, value in row.items()}, prefix=prefix)
