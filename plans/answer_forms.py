"""The form of a question set: fields made from its questions, answers as they are kept."""

from functools import cache

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from ui.forms import DateField, Form

from .questions import SETS
from .questions.base import COUNT, DAY, FAIL, PASS, PHONE, UNDERTAKING, VERDICT

PHONE_NUMBER = RegexValidator(
    r"^\+?[0-9][0-9 -]{4,18}[0-9]$", _("电话号码只含数字、空格和短横，如0830-3100000或13800000000。")
)


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
        """{question: answer} as kept: ISO dates, numbers, the undertaking's version; None where unanswered."""
        return {question.key: _kept(question, self.cleaned_data[question.key]) for question in self.asked()}


def _kept(question, value):
    if question.type == DAY:
        return value and value.isoformat()
    if question.type == UNDERTAKING:
        return question.version if value else None
    return None if value == "" else value


def _field(question):
    how = {"label": question.label, "required": False, "help_text": question.hint}
    if question.type == COUNT:
        return forms.IntegerField(min_value=question.low, max_value=question.high, **how)
    if question.type == DAY:
        return DateField(**how)
    if question.type == VERDICT:
        choices = [(PASS, _("合格")), (FAIL, _("不合格"))]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **how)
    if question.type == UNDERTAKING:
        return forms.BooleanField(**how)
    if question.type == PHONE:
        widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
        return forms.CharField(max_length=20, validators=[PHONE_NUMBER], widget=widget, **how)
    return forms.CharField(max_length=100, **how)


@cache
def form_for(name, part=None):
    """The form class of a whole question set, or of one part of it."""
    questions = SETS[name]
    asked = questions.part(part).questions if part else questions.questions
    fields = {question.key: _field(question) for question in asked}
    return type("AnswersForm", (AnswersForm,), {**fields, "questions": questions})
