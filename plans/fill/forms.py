"""The form of a question set: fields made from its questions, answers as they are kept."""

from functools import cache

from plans.questions import SETS
from plans.questions.base import ROWS
from ui.forms import Form

from .fields import field_of, kept
from .row_fields import RowsField


class AnswersForm(Form):
    """Base of the forms ``form_for`` makes. Nothing is required here: what is missing is a finding, not an error."""

    questions = None

    def __init__(self, *args, **kwargs):
        self.units = {question.key: question.unit for question in self.asked()}
        self.theirs = {}  # what somebody else answered meanwhile, in words
        super().__init__(*args, **kwargs)

    @classmethod
    def asked(cls):
        return [cls.questions.by_key[key] for key in cls.base_fields]

    def answers(self):
        """{question: answer} as kept: ISO dates, numbers, rows, the undertaking's version; None where unanswered."""
        return {question.key: kept(question, self.cleaned_data[question.key]) for question in self.asked()}


def _field(question):
    return RowsField(question) if question.type == ROWS else field_of(question)


@cache
def form_for(name, part=None):
    """The form class of one part of a question set, or of its start form (all of it in sets that have no rest)."""
    questions = SETS[name]
    parts = [questions.part(part)] if part else questions.start_parts
    fields = {question.key: _field(question) for one in parts for question in one.questions}
    return type("AnswersForm", (AnswersForm,), {**fields, "questions": questions})
