"""What people type about firms, parks and days."""

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc

from clock import clock
from regions.models import Region
from ui.forms import DateField, Form, ModelForm
from ui.meanwhile import Meanwhile

from .models import DailyReturn, Enterprise, Park
from .services import TERRITORIAL_FACTS, may_register


def clean_credit_code(text):
    """The 18 characters of a unified social credit code; raises with what is wrong."""
    code = "".join(text.split()).upper()
    if not uscc.is_valid(code):
        raise forms.ValidationError(
            _("统一社会信用代码应为18位，校验位须相符：%(code)s。"),
            code="bad_credit_code",
            params={"code": code},
        )
    return code


class EnterpriseForm(Meanwhile, ModelForm):
    """A firm's entry. Whoever may not register firms is shown the contacts only."""

    personal = True

    county = forms.ModelChoiceField(label=_("区县"), queryset=Region.objects.none(), to_field_name="code")
    town = forms.ModelChoiceField(
        label=_("镇街"), queryset=Region.objects.none(), to_field_name="code", required=False
    )

    class Meta:
        model = Enterprise
        fields = [
            "name",
            "credit_code",
            "county",
            "town",
            "park",
            "industry_code",
            "industry",
            "contact_name",
            "contact_phone",
            "area_leader",
            "liaison_name",
            "liaison_phone",
            "capability",
        ]

    def __init__(self, *args, user, record=None, **kwargs):
        super().__init__(*args, instance=record, **kwargs)
        self.fields["county"].queryset = Region.objects.own().counties()
        self.fields["town"].queryset = Region.objects.own().filter(level=Region.Level.TOWN)
        self.fields["park"].queryset = Park.objects.visible_to(user)
        if record is not None:
            self.initial |= {"county": record.county.code, "town": record.town and record.town.code}
            if not may_register(record, user):
                for name in set(self.fields) - TERRITORIAL_FACTS:
                    del self.fields[name]
            self.watch_others()

    def clean_credit_code(self):
        return clean_credit_code(self.cleaned_data["credit_code"])

    def clean(self):
        answers = super().clean()
        county, town, park = (answers.get(name) for name in ("county", "town", "park"))
        if county and town and town.parent_id != county.pk:
            self.add_error("town", _("镇街不在所选区县。"))
        if county and park and park.county_id != county.pk:
            self.add_error("park", _("园区不在所选区县。"))
        return answers


class EnterprisePatch(EnterpriseForm):
    """The same over REST: what is not sent stays as it is."""

    partial = True

    def __init__(self, data, files=None, *, user, record):
        standing = EnterpriseForm(user=user, record=record)
        whole = {name: standing[name].value() for name in standing.fields}
        super().__init__({**whole, **dict(data.items())}, files, user=user, record=record)


class ParkForm(ModelForm):
    county = forms.ModelChoiceField(label=_("区县"), queryset=Region.objects.none(), to_field_name="code")

    class Meta:
        model = Park
        fields = ["name", "county"]

    def __init__(self, *args, user, record=None, **kwargs):
        super().__init__(*args, instance=record, **kwargs)
        self.fields["county"].queryset = Region.objects.own().counties()
        if record is not None:
            self.initial["county"] = record.county.code


class EntryForm(Form):
    """One firm's line in a year's directory."""

    year = forms.IntegerField(label=_("年份"), min_value=2000, max_value=2100)
    above_scale = forms.TypedChoiceField(
        label=_("规上"),
        choices=[("", "—"), ("true", _("是")), ("false", _("否"))],
        coerce=lambda value: value == "true",
    )
    listed_year = forms.IntegerField(label=_("纳统年份"), required=False, min_value=1990, max_value=2100)
    output_value = forms.DecimalField(
        label=_("上年工业总产值（万元）"), required=False, min_value=0, max_digits=14, decimal_places=2
    )
    output_source = forms.CharField(label=_("产值来源"), required=False, max_length=100)
    employees = forms.IntegerField(label=_("从业人员（人）"), required=False, min_value=0)
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("名录文件的文号或来源"))


class DailyReturnForm(ModelForm):
    """A firm's day. Missing is not zero: what is not known stays empty."""

    enterprise = forms.ModelChoiceField(
        label=_("企业（统一社会信用代码）"),
        queryset=Enterprise.objects.none(),
        to_field_name="credit_code",
        widget=forms.TextInput,
    )
    day = DateField(label=_("日期"))

    class Meta:
        model = DailyReturn
        fields = [
            "enterprise",
            "day",
            "status",
            "on_site",
            "nat_due",
            "nat_done",
            "nat_positive",
            "output_value",
            "power_kwh",
            "material_days",
            "living_days",
            "ppe_days",
        ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Enterprise.objects.visible_to(user)
        self.fields["enterprise"].queryset = seen
        if len(firms := seen[:2]) == 1:
            self.fields["enterprise"].help_text = firms[0].name  # whose code it is
        self.fields["day"].initial = clock.today

    def clean(self):
        answers = super().clean()
        due, done = answers.get("nat_due"), answers.get("nat_done")
        if due is not None and done is not None and done > due:
            self.add_error("nat_done", _("已检%(done)d人，多于应检%(due)d人。") % {"done": done, "due": due})
        return answers

    def _post_clean(self):
        """The form only reads: an amendment is a new version, so the model's uniqueness is not asked here."""
