"""The optional fields of an application: how they are typed, what is wrong with them, what is told of them."""

import re
from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clock import clock
from passes import plates
from passes.models.credentials import HealthCode, NatResult
from ui.forms import Form, MomentField
from workflow.policies import policy

VEHICLE = ("trailer_plate", "vin", "road_permit")
PERSONAL = ("driver_permit", "nat_sampled_at", "nat_result", "health_code")
NAMES = (*VEHICLE, *PERSONAL)
OF_THE_DAY = ("nat_sampled_at", "nat_result", "health_code")  # of no use in a later application
NAT_HOURS = 48  # how old a sample may be when a pass is decided; policy ``pass.nat_hours``


class CredentialsForm(Form):
    """The optional fields, on the page folded away behind the others."""

    trailer_plate = forms.CharField(
        label=gettext_lazy("挂车号牌"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("如 川E1234挂；通行证上写牵引车的号牌"),
    )
    vin = forms.CharField(
        label=gettext_lazy("车辆识别代号（VIN）"),
        max_length=17,
        required=False,
        help_text=gettext_lazy("17位，见行驶证"),
    )
    road_permit = forms.CharField(label=gettext_lazy("道路运输证号"), max_length=30, required=False)
    driver_permit = forms.CharField(label=gettext_lazy("驾驶员从业资格证号"), max_length=30, required=False)
    nat_sampled_at = MomentField(label=gettext_lazy("核酸采样时间"), required=False)
    nat_result = forms.ChoiceField(
        label=gettext_lazy("核酸结果"),
        choices=[("", gettext_lazy("不填")), *NatResult.choices],
        required=False,
    )
    health_code = forms.ChoiceField(
        label=gettext_lazy("健康码"),
        choices=[("", gettext_lazy("不填")), *HealthCode.choices],
        required=False,
    )

    personal = True
    template_name = "passes/_application.html"

    def main_fields(self):
        return [bound for bound in self.visible_fields() if bound.name not in NAMES]

    def optional_fields(self):
        return [bound for bound in self.visible_fields() if bound.name in NAMES]

    def optional_open(self):
        """Whether something stands in the folded part, or is wrong there."""
        return any(bound.errors or bound.value() for bound in self.optional_fields())

    def clean_trailer_plate(self):
        return plates.normalise(self.cleaned_data["trailer_plate"])

    def clean_vin(self):
        return re.sub(r"[\s-]", "", self.cleaned_data["vin"]).upper()


def faults(row, at):
    """{field: (code, sentence)} of what is given and cannot be; ``at`` is the moment of filing, None for a paper."""
    found = {}
    trailer, vin, sampled = (row.get(name) for name in ("trailer_plate", "vin", "nat_sampled_at"))
    if trailer and not re.fullmatch(rf"[{plates.PROVINCES}][A-HJ-Z][A-HJ-NP-Z0-9]{{4}}挂", trailer):
        found["trailer_plate"] = ("trailer_plate", _("挂车号牌以“挂”结尾，如川E1234挂。"))
    if vin and not re.fullmatch(r"[A-HJ-NPR-Z0-9]{17}", vin):
        found["vin"] = ("vin", _("VIN为17位字母和数字，没有I、O、Q。"))
    if sampled and sampled > (at or clock.now()):
        found["nat_sampled_at"] = ("in_future", _("核酸采样时间晚于现在。"))
    return found


def doubts(one):
    """[(code, tone, words, sentence)]: what a reviewer should weigh of what is given."""
    told = []
    if one.nat_result == NatResult.POSITIVE:
        told.append(("nat_positive", "stop", _("核酸阳性"), _("所填核酸结果为阳性。")))
    elif one.nat_sampled_at:
        most = int(policy("pass.nat_hours", default=NAT_HOURS))
        if clock.now() - one.nat_sampled_at > timedelta(hours=most):
            words = _("核酸超过{most}小时").format(most=most)
            told.append(("nat_old", "warn", words, words + _("。")))
    if one.health_code and one.health_code != HealthCode.GREEN:
        words = one.get_health_code_display()
        sentence = _("驾驶员健康码为{code}。").format(code=words)
        told.append(("health_code", "stop", words, sentence))
    return told
