"""What reviewers type: the joint check's lines and verdicts, remarks, and which version they have read."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from files.forms import KeptFileField
from files.kinds import JPG, PDF, PNG
from plans.models import CheckVerdict, Condition, Signed, SigningUnit, Verdict
from plans.versions import last_frozen, last_submitted
from ui.forms import Form
from workflow.verbs import VerbForm

DIGEST = _("所看版次的SHA-256")


def digest_of(record):
    """The digest of the version this person has before them."""
    version = record is not None and last_frozen([record.pk]).get(record.pk)
    return version.sha256 if version else ""


class ShownForm(VerbForm):
    """A decision on a version: it names the one that was read. Needed for putting on file, else optional."""

    sha256 = forms.CharField(label=DIGEST, widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        if not self.is_bound:
            self.initial.setdefault("sha256", digest_of(record))


class FileForm(ShownForm):
    sha256 = forms.CharField(label=DIGEST, widget=forms.HiddenInput, max_length=64)


class ReturnForm(VerbForm):
    """The summary; the remarks at the questions go with it."""

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        version = record is not None and not self.is_bound and last_submitted([record.pk]).get(record.pk)
        many = version.remarks.filter(deed=None).count() if version else 0
        if many:
            said = _now("共{many}处需补正，见各项意见。").format(many=many)
            self.initial.setdefault("remark", said)
            self.fields["remark"].help_text = _("随退回一并发出{many}处逐项意见").format(many=many)


class BareForm(VerbForm):
    """A verb that asks nothing, or a reason at most."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["occurred_at"], self.fields["basis"]
        if not self.fields["remark"].required:
            del self.fields["remark"]


class SignForm(VerbForm):
    """One unit's line of the signed sheet."""

    unit = forms.ChoiceField(label=_("会签单位"), choices=SigningUnit.choices)
    unit_name = forms.CharField(label=_("单位全称"), max_length=60, required=False)
    signer = forms.CharField(label=_("签字人"), max_length=20)
    verdict = forms.ChoiceField(label=_("结论"), choices=Signed.choices, widget=forms.RadioSelect)
    photo = KeptFileField(
        label=_("签字表照片"), kinds=(JPG, PNG, PDF), required=False, help_text=_("拍下签字盖章的核查表")
    )
    field_order = ["unit", "signer", "verdict", "photo", "remark", "unit_name", "occurred_at", "basis"]
    later = ("unit_name", "occurred_at", "basis")

    def first(self):
        """What is asked on site; ``further`` is folded away."""
        return [field for field in self.visible_fields() if field.name not in self.later]

    def further(self):
        return [field for field in self.visible_fields() if field.name in self.later]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["occurred_at"].label = _("签字时间")
        self.fields["photo"].widget.attrs["capture"] = "environment"
        self.initial.setdefault("unit", getattr(self.record, "asked_unit", None))
        self.fields["signer"].widget.attrs["autocomplete"] = "off"


class _Judge(VerbForm):
    """The reviewer's verdict on each condition; safety is a veto."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["occurred_at"], self.fields["remark"]
        version = self.record is not None and not self.is_bound and last_submitted([self.record.pk])
        for row in CheckVerdict.objects.current().filter(version__in=(version or {}).values()):
            self.initial.setdefault(row.condition, row.verdict)
            self.initial.setdefault(f"{row.condition}_note", row.note)

    def pairs(self):
        """(condition, its verdict's field, its note's field) for the page."""
        return [(c, self[c.value], self[f"{c.value}_note"]) for c in Condition]

    def others(self):
        """What is asked besides."""
        named = {name for c in Condition for name in (c.value, f"{c.value}_note")}
        return [field for field in self.visible_fields() if field.name not in named]


_ASKED = {}
for _c in Condition:
    _ASKED[_c.value] = forms.ChoiceField(label=_c.label, choices=Verdict.choices, widget=forms.RadioSelect)
    _ASKED[f"{_c.value}_note"] = forms.CharField(label=_("说明"), max_length=500, required=False)
JudgeForm = type("JudgeForm", (_Judge,), _ASKED)


class RemarkForm(VerbForm):
    """What is to be mended at one question; empty text takes the draft back."""

    question = forms.CharField(label=_("项目"), max_length=60, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("意见"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["occurred_at"], self.fields["basis"], self.fields["remark"]


class MendForm(BareForm):
    """Which remark is mended; ``mended`` false takes the mark back."""

    question = forms.CharField(label=_("项目"), max_length=60)
    mended = forms.NullBooleanField(label=_("已改"), required=False, widget=forms.HiddenInput)


class RouteForm(Form):
    """One line of the table of routes."""

    city_files = forms.BooleanField(label=_("区县同意后报市级备案"), required=False)
    joint_check = forms.BooleanField(label=_("须联合核查"), required=False)
    units = forms.MultipleChoiceField(
        label=_("须会签的单位"),
        choices=SigningUnit.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    start_unchecked = forms.BooleanField(
        label=_("可容缺启动"), required=False, help_text=_("凭承诺先行备案，联合核查限时补办")
    )
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("文号，或何人何时的指示"))
