"""What people type about passes, on pages and over REST."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clock import clock
from ui.forms import Form, MomentField

from . import plates
from .apply.journey import JourneyForm
from .issue import numbers
from .models import PassType


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
    field_order = ["type", "number", "occurred_at", "basis", *JourneyForm.main_names()]

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
        """The answers as a row of ``enter_paper_passes``."""
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


class CheckForm(VerifyForm):
    """The same question from a program, which may have scanned the code instead."""

    code = forms.CharField(
        label=_("二维码内容"), required=False, max_length=1500, help_text=_("扫出的整个网址，或其中的字母串")
    )
    number = forms.CharField(label=_("证件编号"), required=False, max_length=40)
    plate = forms.CharField(label=_("车牌后四位"), required=False, max_length=20)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("number", "plate"):
            self.fields[name].required = not self.data.get("code")

    def clean_plate(self):
        return super().clean_plate() if self.cleaned_data["plate"] else ""
