"""What people type in a case of disqualification."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enterprises.models import Enterprise
from files.forms import KeptFileField
from passes.models import VehiclePass
from ui.forms import Form, MomentField
from workflow.verbs import VerbForm

from .moves import Ground


class ProposeForm(Form):
    """Which firm, on which ground, and what happened."""

    enterprise = forms.ModelChoiceField(
        label=_("企业（统一社会信用代码）"),
        queryset=Enterprise.objects.none(),
        to_field_name="credit_code",
        widget=forms.TextInput,
    )
    ground = forms.ChoiceField(label=_("事由"), choices=Ground.choices)
    facts = forms.CharField(
        label=_("事实"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("何时何地何事，何人核实；企业会看到"),
    )
    basis = forms.CharField(
        label=_("依据"), required=False, max_length=200, help_text=_("文号，或何人何时的指示")
    )
    occurred_at = MomentField(label=_("提请时间"), required=False, help_text=_("不填即现在"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enterprise"].queryset = Enterprise.objects.visible_to(user)


class StateForm(VerbForm):
    """陈述申辩: words, and a file if there is one."""

    occurred_at = remark = basis = None
    text = forms.CharField(
        label=_("陈述申辩"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}), required=True
    )
    file = KeptFileField(
        label=pgettext_lazy("one", "附件"), required=False, help_text=_("PDF、XLSX、DOCX、照片，10 MB以内")
    )

    def __init__(self, *args, move=None, record=None, **kwargs):
        Form.__init__(self, *args, **kwargs)
        self.record = record
        self.fields.pop("approver", None)
        if record is not None and not self.is_bound and (said := record.statement):
            self.initial = {"text": said.text}


class PassesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, vehicle_pass):
        return f"{vehicle_pass.plate} {vehicle_pass.number}"


class DecideForm(VerbForm):
    """The document, the moment, and which vehicles under way may still drive home until when."""

    deciding_unit = forms.CharField(
        label=_("决定单位"), required=False, max_length=100, help_text=_("不填即本单位")
    )
    return_passes = PassesField(
        label=_("准许返程的在途车辆"),
        queryset=VehiclePass.objects.none(),
        to_field_name="number",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    return_only_until = MomentField(label=_("仅限返程至"), required=False)
    field_order = ["basis", "occurred_at", "deciding_unit", "return_passes", "return_only_until", "remark"]

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        self.fields["basis"].label = _("文号")
        self.fields["occurred_at"].label = _("取消时间")
        if record is not None:
            live = VehiclePass.objects.filter(enterprise=record.enterprise_id, status="issued")
            self.fields["return_passes"].queryset = live.order_by("plate")
            if not self.is_bound and not live.exists():
                del self.fields["return_passes"], self.fields["return_only_until"]

    def clean(self):
        answers = super().clean()
        if answers.get("return_passes") and not answers.get("return_only_until"):
            self.add_error("return_only_until", _("准许返程须写明截止时间。"))
        return answers
