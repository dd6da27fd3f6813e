"""What people type about the white list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.models import Enterprise, Park
from files.forms import KeptFileField
from ui.forms import DateField, Form, MomentField

from .models import Category, Level, WhitelistEntry


class SubjectForm(Form):
    """A park by its name or a firm by its credit code, among those the person sees."""

    park = forms.ModelChoiceField(
        label=_("园区"), queryset=Park.objects.none(), to_field_name="name", required=False
    )
    enterprise = forms.ModelChoiceField(
        label=_("企业（统一社会信用代码）"),
        queryset=Enterprise.objects.none(),
        to_field_name="credit_code",
        required=False,
        widget=forms.TextInput,
    )
    category = forms.ChoiceField(label=_("类别"), choices=Category.choices)
    effective_from = DateField(label=_("生效日期"))
    batch = forms.CharField(label=_("批次"), required=False, max_length=40)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["park"].queryset = Park.objects.visible_to(user)
        self.fields["enterprise"].queryset = Enterprise.objects.visible_to(user)

    def clean(self):
        answers = super().clean()
        if not self.errors and bool(answers.get("park")) == bool(answers.get("enterprise")):
            raise forms.ValidationError(_("须选择一个园区或一家企业。"), code="one_subject")
        return answers

    @property
    def subject(self):
        return self.cleaned_data["park"] or self.cleaned_data["enterprise"]


class NominateForm(SubjectForm):
    remark = forms.CharField(label=_("推荐理由"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class RecordForm(SubjectForm):
    """A provincial or national entry, transcribed from its document."""

    level = forms.ChoiceField(
        label=_("级别"), choices=[c for c in Level.choices if c[0] != Level.MUNICIPAL.value]
    )
    document = forms.CharField(label=_("文号"), max_length=80)
    file = KeptFileField(
        label=_("文件"), required=False, help_text=_("文件的PDF或照片；一时没有的，日后在条目上附上")
    )

    field_order = ["level", "park", "enterprise", "category", "document", "batch", "effective_from", "file"]


class AdmitForm(Form):
    """Several nominations admitted by one press; over REST their numbers stand in ``selected``."""

    selected = forms.ModelMultipleChoiceField(
        label=_("条目"), queryset=WhitelistEntry.objects.none(), widget=forms.MultipleHiddenInput
    )
    occurred_at = MomentField(label=_("发生时间"), required=False, help_text=_("不填即现在"))
    remark = forms.CharField(
        label=_("意见"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    basis = forms.CharField(
        label=_("依据"), required=False, max_length=200, help_text=_("文号，或何人何时的指示")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["selected"].queryset = WhitelistEntry.objects.visible_to(user)

    def words(self):
        given = {name: self.cleaned_data[name] for name in ("occurred_at", "remark", "basis")}
        return {name: value for name, value in given.items() if value not in (None, "")}
