"""What an application and a paper pass have in common: vehicle, driver, goods, ends and days."""

import re

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enterprises.models import Enterprise
from passes import plates
from passes.models import Goods, PassType
from regions.models import Region
from ui.forms import DateField

from . import credentials, rules
from .credentials import CredentialsForm


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


ENDS_IN_WORDS = _("市内通行证写到门牌或厂门，查验点照此核对")


def own_prefix():
    return settings.OWN_REGION[:4]


class JourneyForm(CredentialsForm):
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
    origin_place = forms.CharField(
        label=_("始发地镇街、地址"), required=False, max_length=100, help_text=ENDS_IN_WORDS
    )
    destination = EndField(label=_("目的地"))
    destination_place = forms.CharField(
        label=_("目的地镇街、地址"), required=False, max_length=100, help_text=ENDS_IN_WORDS
    )
    route = forms.CharField(
        label=_("途经线路"),
        required=False,
        max_length=200,
        help_text=_("主要道路或高速出入口，一车一证一线路"),
    )
    first_day = DateField(label=_("有效期起"))
    last_day = DateField(label=_("有效期止"), help_text=_("当日24时止"))

    @classmethod
    def main_names(cls):
        return [name for name in cls.base_fields if name not in credentials.NAMES]

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
