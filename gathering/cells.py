"""A question as a cell of a sheet: what may be typed there, and how what is known is written there."""

from datetime import date

from django.core.exceptions import ValidationError

from plans.answer_words import words
from plans.fill.fields import field_of, kept
from plans.questions.base import DAY, UNDERTAKING
from ui.sheets.cells import CellError
from ui.sheets.fields import Text


class Typed(Text):
    """A cell judged by the very field that the question has on the page."""

    def __init__(self, question, label, **more):
        super().__init__(label, max_length=4000, **more)
        self.question = question

    def value(self, cell):
        text = super().value(cell)
        try:
            return kept(self.question, field_of(self.question).clean(text))
        except ValidationError as error:
            raise CellError("wrong_form", "".join(error.messages)) from error


def in_a_cell(question, answer):
    """An answer as the same sheet reads it back, '' where there is none."""
    if answer is None:
        return ""
    if question.type == DAY:
        return date.fromisoformat(answer).isoformat()
    if question.type == UNDERTAKING:
        return "是"
    return str(answer) if isinstance(answer, int) else words(question, answer)
