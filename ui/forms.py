"""Forms in the portal's look: one column, label above, hint before the mistake, errors summed up."""

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

CHOOSE = _("请选择")
DASHES = BLANK_CHOICE_DASH[0][1]
CHECKS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


class DateInput(forms.DateInput):
    """A native date field: its value is always ISO, whatever the language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class MomentInput(forms.DateTimeInput):
    """Date and time to the minute, Asia/Shanghai."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class _Written:
    """A day, an hour or a moment as text; over REST a number or a list may come in its place, and is none."""

    def to_python(self, value):
        known = value is None or hasattr(value, "year") or hasattr(value, "hour")
        return super().to_python(value if known else str(value))


class DateField(_Written, forms.DateField):
    widget = DateInput


class TimeField(_Written, forms.TimeField):
    pass


class MomentField(_Written, forms.DateTimeField):
    """A moment of this century: deadlines are reckoned from it."""

    widget = MomentInput

    def validate(self, value):
        super().validate(value)
        if value is not None and not 2000 <= value.year < 2100:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


def dress(form, nothing=CHOOSE):
    """Give every widget its class; Django itself sets aria-invalid and aria-describedby.

    ``nothing`` is what a list of choices says while none is chosen: dashes tell nobody what to do.
    """
    for field in form.fields.values():
        widget = field.widget
        _say_nothing(field, nothing)
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = _missing(field)
        for part in getattr(widget, "widgets", [widget]):
            _native(part)
            look = "form-check-input" if isinstance(part, CHECKS) else "form-control"
            if isinstance(part, forms.Select) and not isinstance(part, CHECKS):
                look = "form-select"
            known = part.attrs.get("class", "").split()
            if look not in known:
                part.attrs["class"] = " ".join([*known, look])
        if isinstance(field, forms.DecimalField | forms.FloatField):
            _as_figures(field, "decimal")
        elif isinstance(field, forms.IntegerField):
            _as_figures(field, "numeric")
    return form


def _missing(field):
    """What to do about a field left empty, in words."""
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return _("请选择。")
    if isinstance(field, forms.BooleanField):
        return _("请勾选。")
    return _("请选择文件。") if isinstance(field, forms.FileField) else _("请填写。")


def _say_nothing(field, words):
    """Django's row of dashes, and its "unknown" where a condition asks yes or no, become ``words``."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = words
    elif isinstance(field, forms.NullBooleanField) and isinstance(field.widget, forms.Select):
        [(unknown, _unknown), *sides] = field.widget.choices
        field.widget.choices = [(unknown, words), *sides]
    elif isinstance(field, forms.ChoiceField | forms.TypedChoiceField):
        field.widget.choices = [
            (value, words if value in ("", None) and label in (DASHES, "") else label)
            for value, label in field.widget.choices
        ]


def _native(widget):
    """Plain date widgets (a FilterSet's, a ModelForm's) become native ones."""
    natives = {forms.DateInput: DateInput, forms.DateTimeInput: MomentInput, forms.TimeInput: TimeInput}
    native = natives.get(type(widget))
    if native is not None:
        widget.__class__ = native
        widget.input_type, widget.format = native.input_type, native().format


def _as_figures(field, mode):
    """A text field with a figures' keyboard: number fields swallow what they cannot read, and so lose it."""
    if isinstance(field.widget, forms.NumberInput):
        field.widget.input_type = "text"
        field.widget.attrs = {"inputmode": mode, **field.widget.attrs}
        for bound in ("min", "max", "step"):
            field.widget.attrs.pop(bound, None)


class Look:
    """Mixin for Form and ModelForm. ``units`` and ``soft`` (name -> words) stand beside and under a field.

    ``personal``: names or telephones are typed here, so the form says what becomes of them.
    """

    template_name = "ui/_form.html"
    personal = False
    units = {}
    soft = {}

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        dress(self)


class Form(Look, forms.Form):
    pass


class ModelForm(Look, forms.ModelForm):
    pass


class ConfirmForm(Form):
    """What most verbs ask: nothing but, perhaps, a remark."""

    remark = forms.CharField(label=_("意见"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
