"""What people type about passes, on pages and over REST."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from clock import clock
from regions.models import Region
from ui.forms import Form, MomentField

from . import numbers, plates, rules
from .journey import JourneyForm
from .models import PassType, Scope


class ApplyForm(JourneyForm):
    """An application, new or filled in anew. ``draft`` only keeps it."""

    draft = forms.BooleanField(label=_("先存草稿"), required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, files=None, *, user, record=None, initial=None, **kwargs):
        if record is not None:
            initial = standing_answers(record) | (initial or {})
            if data is not None:  # what a PATCH does not name stays as it is
                data = {**initial, **data.dict()} if hasattr(data, "dict") else {**initial, **data}
        super().__init__(data, files, user=user, record=record, initial=initial, **kwargs)
        self.fields["type"].queryset = PassType.objects.filter(is_open=True)
        own = Region.objects.own().counties()
        for name in ("origin", "destination"):
            if not PassType.objects.filter(is_open=True).exclude(scope=Scope.CITY).exists():
                self.fields[name].queryset = own
        firms = list(self.fields["enterprise"].queryset.all()[:2])
        if len(firms) == 1:
            self.initial.setdefault("enterprise", firms[0].credit_code)
        today = clock.today()
        self.initial.setdefault("first_day", today)
        self.initial.setdefault("last_day", today + timedelta(days=6))

    def judged_at(self):
        return None if self.cleaned_data.get("draft") else clock.now()


class PaperForm(JourneyForm):
    """A pass that was issued on paper, with what the paper says."""

    number = forms.CharField(
        label=_("证件编号"), max_length=40, help_text=_("按纸质证填写；省级、国家级为12位数字")
    )
    occurred_at = MomentField(label=_("核发时间"), help_text=_("纸质证上的时间，不是补录时间"))
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("文号，或何人何时的指示"))
    remark = forms.CharField(
        label=_("备注"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ["type", "number", "occurred_at", "basis", *JourneyForm.base_fields]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["type"].queryset = PassType.objects.filter(issuing_unit__in=user.units_as("city_officer"))
        for name in ("driver_name", "driver_phone", "goods_name"):
            self.fields[name].required = False
        for name in ("origin", "destination"):
            self.fields[name].widget = forms.TextInput(attrs={"class": "form-control"})
            self.fields[name].help_text = _("六位区划代码，或区县名称")

    def clean_number(self):
        return numbers.normalise(self.cleaned_data["number"])

    def clean(self):
        answers = super().clean()
        known = answers.get("type") and "number" in answers
        if known and (sentence := numbers.entered_fault(answers["type"], answers["number"])):
            self.add_error("number", forms.ValidationError(sentence, code="number"))
        if answers.get("occurred_at") and answers["occurred_at"] > clock.now():
            self.add_error("occurred_at", forms.ValidationError(_("所填时间晚于现在。"), code="in_future"))
        return answers

    def paper(self):
        """The answers as a row of ``bulk.enter_paper_passes``."""
        return {**self.application(), "number": self.cleaned_data["number"]}


class VerifyForm(Form):
    """What a checker without a code types: the number and the plate's last four."""

    number = forms.CharField(label=_("证件编号"), max_length=40)
    plate = forms.CharField(label=_("车牌后四位"), max_length=20)

    def clean_number(self):
        return numbers.normalise(self.cleaned_data["number"])

    def clean_plate(self):
        plate = plates.normalise(self.cleaned_data["plate"])
        if len(plate) < 4:
            raise forms.ValidationError(_("请填车牌的后四位，或整个车牌。"), code="plate_too_short")
        return plate


def standing_answers(record):
    """A pass as the answers of its form."""
    first_day, last_day = rules.days_of(record.validity)
    answers = {
        name: getattr(record, name)
        for name in ("plate", "plate_colour", "driver_name", "driver_phone", "goods_category", "goods_name")
    }
    return answers | {
        "type": record.type.code,
        "enterprise": record.enterprise.credit_code,
        "weight_t": record.weight_t,
        "origin": record.origin.code,
        "destination": record.destination.code,
        "route": record.route,
        "first_day": first_day,
        "last_day": last_day,
    }
