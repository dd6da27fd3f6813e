"""One form field a question: what may be typed, or sent over REST, and how it is kept."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from plans.questions import base
from ui.forms import DateField

PHONE_NUMBER = RegexValidator(
    r"^\+?[0-9][0-9 -]{4,18}[0-9]$", _("电话号码只含数字、空格和短横，如0830-3100000或13800000000。")
)
YES, NO = "true", "false"
READ_AS = {YES: True, NO: False, "True": True, "False": False, True: True, False: False}


class YesNoField(forms.ChoiceField):
    """True, False or nothing: radios on a page, a boolean over REST."""

    def __init__(self, **how):
        super().__init__(choices=[(YES, _("是")), (NO, _("否"))], **how)

    def prepare_value(self, value):
        return {True: YES, False: NO}.get(value, value) if isinstance(value, bool) else value

    def to_python(self, value):
        if value in self.empty_values:
            return ""
        if not isinstance(value, str | bool) or value not in READ_AS:
            self.validate(str(value))
        return YES if READ_AS[value] else NO

    def clean(self, value):
        text = super().clean(value)
        return READ_AS[text] if text else None


def field_of(question, *, in_row=False):
    """The form field of a question, or of a column of one of its rows."""
    how = {"label": question.label, "required": False, "help_text": question.hint}
    kind = question.type
    if kind == base.COUNT:
        return forms.IntegerField(min_value=question.low, max_value=question.high, **how)
    if kind == base.DECIMAL:
        bounds = {"min_value": question.low, "max_value": question.high}
        return forms.DecimalField(max_digits=14, decimal_places=question.places, **bounds, **how)
    if kind == base.DAY:
        return DateField(**how)
    if kind in (base.CHOICE, base.VERDICT, base.YESNO):
        return _chosen(question, how, in_row)
    if kind == base.UNDERTAKING:
        return forms.BooleanField(**how)
    if kind == base.PHONE:
        widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
        return forms.CharField(max_length=20, validators=[PHONE_NUMBER], widget=widget, **how)
    if kind == base.LONG:
        return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **how)
    return forms.CharField(max_length=100, **how)


def _chosen(question, how, in_row):
    """Few choices are radios; in a row, where room is scarce, and for many a list that unfolds."""
    if question.type == base.YESNO:
        if not in_row:
            return YesNoField(widget=forms.RadioSelect, **how)
        field = YesNoField(**how)
        field.choices = [("", ""), *field.choices]
        return field
    if question.type == base.VERDICT:
        choices = [(base.PASS, _("合格")), (base.FAIL, _("不合格"))]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **how)
    return forms.ChoiceField(choices=[("", ""), *question.choices], **how)


def kept(question, value):
    """A cleaned value as answers keep it: ISO dates, numbers, the undertaking's version; None where unanswered."""
    if question.type == base.DAY:
        return value and value.isoformat()
    if question.type == base.UNDERTAKING:
        return question.version if value else None
    if question.type == base.DECIMAL and value is not None:
        return int(value) if value == int(value) else float(value)
    return None if value in ("", []) and value is not False else value
