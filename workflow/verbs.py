"""How a verb is pressed, by page and by REST alike: one form, one function of ``services.py``."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from clock import clock


class VerbForm(forms.Form):
    """What every verb may take: when it happened, a remark, a basis, and who agreed where one is alone."""

    occurred_at = forms.DateTimeField(label=_("发生时间"), required=False, help_text=_("不填即现在"))
    remark = forms.CharField(
        label=_("意见"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    basis = forms.CharField(
        label=_("依据"), required=False, max_length=200, help_text=_("文号，或何人何时的指示")
    )

    def __init__(self, *args, move=None, **kwargs):
        super().__init__(*args, **kwargs)
        if move is not None:
            self.fields["remark"].required = move.remark
            self.fields["basis"].required = move.basis

    def clean_occurred_at(self):
        moment = self.cleaned_data["occurred_at"]
        if moment and moment > clock.now():
            raise forms.ValidationError(_("所填时间晚于现在。"), code="in_future")
        return moment


@dataclass(frozen=True)
class Verb:
    """The function that carries a verb out, and the form for what it takes besides the record and the person."""

    do: callable
    form: type = VerbForm


def words(form):
    """The form's answers, without those left empty: a deed has its own defaults."""
    return {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
