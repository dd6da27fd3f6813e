"""What is said with a press over many passes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from passes.issue import superseding
from passes.models import KeptPhrase
from ui.forms import Form, ModelForm

from .deciding import MANY


class DecideForm(Form):
    """``digest`` is that of the list that was shown; without it the list is only shown."""

    verb = forms.ChoiceField(
        label=_("办理"), choices=[(verb, verb) for verb in MANY], widget=forms.HiddenInput
    )
    digest = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    doubtful = forms.BooleanField(label=_("有疑点的也一并办理"), required=False)
    others = forms.ChoiceField(
        label=_("车辆另有其他单位的有效证时"),
        required=False,
        choices=[("", _("请选择")), *superseding.CHOICES],
    )
    remark = forms.CharField(
        label=_("意见"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    basis = forms.CharField(label=_("依据"), required=False, max_length=200)
    approver = forms.ModelChoiceField(
        label=_("同意人（登录名）"),
        queryset=User.objects.filter(left_at=None),
        to_field_name="username",
        required=False,
        widget=forms.TextInput,
    )

    def words(self):
        """What goes with the deed; what was left empty falls away."""
        names = ("others", "remark", "basis", "approver")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}


class PhraseForm(ModelForm):
    class Meta:
        model = KeptPhrase
        fields = ["use", "words"]
