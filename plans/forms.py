"""What people type about plans and loops, besides the answers themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.jurisdiction import clerk, park_committee, territory
from enterprises.models import Enterprise, Park
from ui.forms import Form, MomentField
from workflow.verbs import VerbForm

firms_filed_for = clerk() | territory()
parks_filed_for = park_committee("")


class StartForm(Form):
    """For whom a plan is begun: a firm (by credit code) or a park (by name) this person files for."""

    enterprise = forms.ModelChoiceField(
        label=_("企业（一企一策）"),
        queryset=Enterprise.objects.none(),
        to_field_name="credit_code",
        required=False,
        empty_label=_("请选择"),
    )
    park = forms.ModelChoiceField(
        label=_("园区（一园一策）"),
        queryset=Park.objects.none(),
        to_field_name="name",
        required=False,
        empty_label=_("请选择"),
        help_text=_("企业和园区只选一个"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enterprise"].queryset = Enterprise.objects.filter(firms_filed_for(user))
        self.fields["park"].queryset = Park.objects.filter(parks_filed_for(user))

    def clean(self):
        answers = super().clean()
        if not self.errors and bool(answers.get("park")) == bool(answers.get("enterprise")):
            raise forms.ValidationError(_("须选择一家企业或一个园区。"), code="one_subject")
        return answers

    @property
    def subject(self):
        return self.cleaned_data.get("park") or self.cleaned_data["enterprise"]


class ConfirmForm(VerbForm):
    """已封闭: when, and with how many people inside."""

    people_inside = forms.IntegerField(label=_("闭环内人数"), min_value=1, max_value=1_000_000)
    units = {"people_inside": _("人")}
    field_order = ["people_inside", "occurred_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["occurred_at"].label = _("封闭时间")
        if self.record is not None and self.record.plan.people_inside:
            self.fields["people_inside"].help_text = _("方案为{people}人，按实际填写").format(
                people=self.record.plan.people_inside
            )


class OrderForm(Form):
    """An order to one firm: by when 已封闭 is owed, on what it rests."""

    due_at = MomentField(label=_("确认时限"), required=False, help_text=_("不填则按规定时限"))
    basis = forms.CharField(
        label=_("依据"), required=False, max_length=200, help_text=_("文号，或何人何时的指示")
    )
    remark = forms.CharField(
        label=_("说明"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def words(self):
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
