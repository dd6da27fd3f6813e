"""What people type about control periods."""

from django import forms
from django.utils.translation import gettext_lazy as _

from files.forms import KeptFileField
from files.kinds import DOCX, JPG, PDF, PNG
from regions.models import Region
from ui.forms import Form, MomentField
from workflow.verbs import VerbForm

from .models import ControlKind

NOTICES = (PDF, JPG, PNG, DOCX)


class TownsField(forms.ModelMultipleChoiceField):
    """Towns with their county, since counties share names of towns."""

    def label_from_instance(self, town):
        return f"{town.parent} · {town}"


class NoticeForm(Form):
    """A notice as it was published: whose, its number, what is controlled, where, from when to when."""

    issuer = forms.CharField(label=_("发布机关"), max_length=60)
    number = forms.CharField(label=_("通告编号"), max_length=40, help_text=_("如 2022年第5号"))
    kind = forms.ModelChoiceField(
        label=_("管控类型"),
        queryset=ControlKind.objects.all(),
        to_field_name="code",
        empty_label=_("请选择"),
    )
    counties = forms.ModelMultipleChoiceField(
        label=_("区县"),
        queryset=Region.objects.none(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    towns = TownsField(
        label=_("镇街"),
        queryset=Region.objects.none(),
        to_field_name="code",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("只管控部分镇街时选，可多选"),
    )
    place = forms.CharField(
        label=_("具体范围"), required=False, max_length=200, help_text=_("通告写明小区、路段等时填")
    )
    since = MomentField(label=_("开始时间"))
    until = MomentField(label=_("结束时间"), required=False, help_text=_("通告未写明结束时间的不填"))
    replaces = forms.BooleanField(label=_("替代这些区域现行的管控"), required=False)
    planned = forms.BooleanField(label=_("通告尚未发布，先作拟实施"), required=False)
    file = KeptFileField(
        label=_("通告文件"), required=False, kinds=NOTICES, help_text=_("PDF或照片，10 MB以内；可以后补传")
    )
    occurred_at = MomentField(label=_("发布时间"), required=False, help_text=_("不填即现在"))
    basis = forms.CharField(
        label=_("依据"), required=False, max_length=200, help_text=_("补录72小时以前的通告须填")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        own = Region.objects.own()
        self.fields["counties"].queryset = own.counties()
        self.fields["towns"].queryset = own.filter(level=Region.Level.TOWN).select_related("parent")

    def clean(self):
        answers = super().clean()
        areas = [*(answers.get("counties") or ()), *(answers.get("towns") or ())]
        if not self.errors and not areas:
            raise forms.ValidationError(_("须选择至少一个区县或镇街。"), code="no_area")
        since, until = answers.get("since"), answers.get("until")
        if since and until and until <= since:
            self.add_error("until", _("结束时间须晚于开始时间。"))
        return answers

    @property
    def areas(self):
        place = self.cleaned_data["place"]
        return [(region, place) for name in ("counties", "towns") for region in self.cleaned_data[name]]


class EndForm(VerbForm):
    """An area is released from an hour on."""

    occurred_at = None
    until = MomentField(label=_("解除时间"), required=False, help_text=_("不填即现在；可填将来的时间"))
    field_order = ["until", "remark", "basis"]


class CorrectForm(VerbForm):
    """Both ends as the notice has them."""

    occurred_at = None
    since = MomentField(label=_("开始时间"))
    until = MomentField(label=_("结束时间"), required=False, help_text=_("通告未写明结束时间的不填"))
    field_order = ["since", "until", "remark", "basis"]

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        if record is not None and not self.is_bound:
            term = record.terms.current().get()
            self.initial = {"since": term.since, "until": term.until}

    def clean(self):
        answers = super().clean()
        since, until = answers.get("since"), answers.get("until")
        if since and until and until <= since:
            self.add_error("until", _("结束时间须晚于开始时间。"))
        return answers
