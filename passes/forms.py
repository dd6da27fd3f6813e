"""What people type about passes, on pages and over REST."""

import re
from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from clock import clock
from enterprises.models import Enterprise
from regions.models import Region
from ui.forms import DateField, Form, MomentField
from workflow.verbs import VerbForm

from . import numbers, plates, rules
from .models import Goods, PassType, Scope


class EndField(forms.ModelChoiceField):
    """An end of the journey: a division by its code, or by a name that only one county bears."""

    default_error_messages = {"invalid_choice": _("没有这个区县；请填六位区划代码，或不会重名的区县名称。")}

    def __init__(self, **kwargs):
        super().__init__(
            queryset=Region.objects.counties(), to_field_name="code", empty_label=_("请选择"), **kwargs
        )

    def to_python(self, value):
        if value and not re.fullmatch(r"\d{6}", str(value).strip()):
            named = list(self.queryset.filter(name=str(value).strip())[:2])
            own = [region for region in named if region.code.startswith(own_prefix())]
            if len(named) == 1 or len(own) == 1:
                return (own or named)[0]
        return super().to_python(value)

    def prepare_value(self, value):
        return value.code if isinstance(value, Region) else value


def own_prefix():
    from django.conf import settings

    return settings.OWN_REGION[:4]


class JourneyForm(Form):
    """Vehicle, driver, goods, ends and days: what an application and a paper pass have in common."""

    units = {"weight_t": _("吨")}

    type = forms.ModelChoiceField(
        label=_("通行证类型"), queryset=PassType.objects.none(), to_field_name="code", empty_label=None
    )
    enterprise = forms.ModelChoiceField(
        label=_("申请单位（统一社会信用代码）"),
        queryset=Enterprise.objects.none(),
        to_field_name="credit_code",
        widget=forms.TextInput,
    )
    plate = forms.CharField(
        label=_("车牌号码"), max_length=20, help_text=_("半挂车填牵引车的号牌；空格、点、大小写不限")
    )
    plate_colour = forms.ChoiceField(
        label=_("车牌颜色"), choices=[("", _("请选择")), *plates.Colour.choices], required=False
    )
    driver_name = forms.CharField(label=_("驾驶员"), max_length=50)
    driver_phone = forms.CharField(
        label=_("驾驶员手机号"), max_length=20, help_text=_("仅供核发单位联系，不出现在核验页上")
    )
    goods_category = forms.ChoiceField(label=_("物资类别"), choices=[("", _("请选择")), *Goods.choices])
    goods_name = forms.CharField(label=_("品名"), max_length=60)
    weight_t = forms.DecimalField(
        label=_("重量"), required=False, max_digits=8, decimal_places=2, min_value=0
    )
    origin = EndField(label=_("始发地"))
    destination = EndField(label=_("目的地"))
    route = forms.CharField(
        label=_("途经线路"),
        required=False,
        max_length=200,
        help_text=_("主要道路或高速出入口，一车一证一线路"),
    )
    first_day = DateField(label=_("有效期起"))
    last_day = DateField(label=_("有效期止"), help_text=_("当日24时止"))

    def __init__(self, *args, user, record=None, **kwargs):
        self.record = record
        super().__init__(*args, **kwargs)
        self.fields["enterprise"].queryset = Enterprise.objects.visible_to(user)

    def clean_plate(self):
        return plates.normalise(self.cleaned_data["plate"])

    def clean_driver_phone(self):
        phone = re.sub(r"[\s-]", "", self.cleaned_data["driver_phone"])
        if phone and not re.fullmatch(r"1\d{10}", phone):
            raise forms.ValidationError(_("手机号为11位数字，以1开头。"), code="phone")
        return phone

    def clean(self):
        answers = super().clean()
        wanted = ("type", "plate", "first_day", "last_day")
        if all(answers.get(name) for name in wanted):
            for name, (code, sentence) in rules.faults(**answers, at=self.judged_at()).items():
                self.add_error(name, forms.ValidationError(sentence, code=code))
        return answers

    def judged_at(self):
        """The moment before which the validity may not start; None if it may."""
        return None

    def application(self):
        """The answers as a row of ``bulk.apply_in_bulk``."""
        names = set(JourneyForm.base_fields)
        return {name: value for name, value in self.cleaned_data.items() if name in names}


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


class IssueForm(VerbForm):
    """Types that are not numbered here ask for the number that the higher level gave."""

    number = forms.CharField(label=_("证件编号"), required=False, max_length=40)

    def __init__(self, *args, move=None, record=None, **kwargs):
        super().__init__(*args, move=move, record=record, **kwargs)
        if record is None or record.type.minted:
            del self.fields["number"]
        else:
            self.fields["number"].required = True


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
