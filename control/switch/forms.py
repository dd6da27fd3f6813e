"""What people say about a switch: over which firms, by which standard, until when, on what it rests."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from clock import clock
from enterprises.models import Enterprise, Park
from periods.models import ControlPeriod
from plans.forms import OrderForm
from plans.models.loops import Variant
from regions.models import Region
from ui.forms import Form, MomentField
from workflow.verbs import VerbForm

from .reading import read_firms
from .scope import Scope

MOST = 2000


class RegionField(forms.ModelChoiceField):
    """Divisions; towns with their county, since counties share names of towns."""

    def label_from_instance(self, region):
        return f"{region.parent} · {region}" if region.level == Region.Level.TOWN else str(region)


class PeriodField(forms.ModelChoiceField):
    def label_from_instance(self, period):
        return f"{period} {period.kind}"


class FirmsField(forms.CharField):
    """Codes or names: pasted text, or a list of them over REST."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value):
        if isinstance(value, list | tuple):
            value = "\n".join(map(str, value))
        return super().to_python(value)


class ScopeForm(Form):
    """Over which firms: a division, a park, or a chosen set; one of the three."""

    region = RegionField(
        label=_("区域"),
        queryset=Region.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("请选择"),
    )
    park = forms.ModelChoiceField(
        label=_("园区"), queryset=Park.objects.none(), required=False, empty_label=_("请选择")
    )
    enterprises = FirmsField(
        label=_("选定的企业"),
        required=False,
        max_length=200_000,
        help_text=_("粘贴信用代码或企业名称，一行一家，也可用逗号、顿号分开"),
    )
    above_scale = forms.BooleanField(label=_("只含规上企业"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        own = Region.objects.own().exclude(level=Region.Level.PROVINCE).select_related("parent")
        if not user.holds(Role.CITY, Role.AUDITOR):
            mine = user.regions_as(Role.DISTRICT)
            own = own.filter(Q(pk__in=mine) | Q(parent__in=mine, level=Region.Level.TOWN))
        self.fields["region"].queryset = own
        self.fields["park"].queryset = Park.objects.visible_to(user).select_related("county")

    def clean(self):
        said = super().clean()
        given = [name for name in ("region", "park", "enterprises") if said.get(name)]
        if self.errors:
            return said
        if len(given) != 1:
            raise forms.ValidationError(_("区域、园区、选定的企业，三者选一。"), code="one_scope")
        if said["enterprises"]:
            keys, self.lost = read_firms(said["enterprises"], Enterprise.objects.visible_to(self.user))
            if len(keys) > MOST:
                raise forms.ValidationError(_("一次最多2000家企业。"), code="too_many")
            codes = dict(Enterprise.objects.filter(pk__in=keys).values_list("pk", "credit_code"))
            self.codes = tuple(codes[key] for key in keys)
        return said

    @property
    def scope(self):
        said = self.cleaned_data
        lost = tuple(getattr(self, "lost", ()))
        return Scope(said["region"], said["park"], getattr(self, "codes", ()), said["above_scale"], lost)


class ChoicesForm(OrderForm):
    """What the officer decides besides: the standard, the deadline, the basis; and which preview it rests on."""

    variant = forms.ChoiceField(
        label=_("启动标准"),
        choices=Variant.choices,
        required=False,
        help_text=_("方案没有写明该备份的企业按原方案"),
    )
    digest = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    field_order = ["variant", "due_at", "basis", "remark"]

    def clean_due_at(self):
        due_at = self.cleaned_data["due_at"]
        if due_at is not None and due_at <= clock.now():
            raise forms.ValidationError(_("确认时限须晚于现在。"), code="in_past")
        return due_at


class LiftForm(Form):
    """What lifting takes: on what it rests."""

    basis = OrderForm.base_fields["basis"]
    remark = OrderForm.base_fields["remark"]
    digest = ChoicesForm.base_fields["digest"]
    words = OrderForm.words


class HourForm(Form):
    """For which hour a switch is made ready: its own, or a notice's."""

    hour = MomentField(label=_("切换时间"), required=False, help_text=_("选了通告的不填，随通告的开始时间"))
    period = PeriodField(
        label=_("通告"),
        queryset=ControlPeriod.objects.none(),
        required=False,
        empty_label=_("不对应通告"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["period"].queryset = ahead()

    def clean(self):
        said = super().clean()
        if not self.errors and bool(said.get("hour")) == bool(said.get("period")):
            raise forms.ValidationError(_("切换时间和通告，填一项。"), code="one_hour")
        return said


def ahead():
    """Periods that begin later: planned, or announced and not yet in force."""
    periods = (
        ControlPeriod.objects.exclude(status="cancelled").with_term().filter(term__since__gt=clock.now())
    )
    return periods.select_related("region", "kind").order_by("term__since", "pk")


class PrepareForm(ScopeForm):
    """A switch made ready, over REST: scope, hour or period, standard and basis in one."""

    hour = HourForm.base_fields["hour"]
    period = HourForm.base_fields["period"]
    variant = ChoicesForm.base_fields["variant"]
    basis = ChoicesForm.base_fields["basis"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["period"].queryset = ahead()

    def clean(self):
        said = super().clean()
        if not self.errors and bool(said.get("hour")) == bool(said.get("period")):
            raise forms.ValidationError(_("切换时间和通告，填一项。"), code="one_hour")
        return said


class WithdrawForm(VerbForm):
    """Why orders are withdrawn; chosen ones by the keys of their loops, all that are unconfirmed when none is named."""

    occurred_at = None
    field_order = ["remark", "basis"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["remark"].label = _("撤回理由")
        self.fields["remark"].required = True


class PasteForm(Form):
    text = forms.CharField(
        label=_("粘贴回执"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("一行一家：企业名称或信用代码、封闭时间、闭环内人数；未能启动的写“未能启动”和原因"),
    )
    basis = forms.CharField(
        label=_("依据"), required=False, max_length=200, help_text=_("补录72小时以前的须填")
    )
