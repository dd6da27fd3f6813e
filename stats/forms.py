"""What may be asked of the statistics."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import Form

from .figures import ALL
from .models import ScopeKind

PER_FIRM = ("I1", "I2", "I3")


class Question(Form):
    """Day, revision, figure (or a family of figures), scope."""

    date = forms.DateField(label=_("日期"), required=False)
    revision = forms.IntegerField(label=_("版次"), required=False, min_value=1)
    figure = forms.CharField(label=_("指标"), required=False)
    scope = forms.ChoiceField(label=_("范围类型"), required=False, choices=ScopeKind.choices)
    code = forms.CharField(label=_("范围代码"), required=False)

    def clean_figure(self):
        figure = self.cleaned_data["figure"]
        if figure and not any(one == figure or one.startswith(f"{figure}.") for one in ALL):
            raise forms.ValidationError(_("没有这一指标：%(figure)s。"), "no_such_figure", {"figure": figure})
        return figure

    def clean(self):
        answers = super().clean()
        if answers.get("revision") and not answers.get("date") and "date" not in self.errors:
            self.add_error("date", forms.ValidationError(_("指明版次须同时指明日期。"), "required"))
        return answers


class FirmsQuestion(Question):
    """Which firms stand behind a count."""

    figure = forms.ChoiceField(label=_("指标"), choices=[(name, name) for name in PER_FIRM])
    scope = forms.ChoiceField(label=_("范围类型"), choices=ScopeKind.choices)

    def clean_figure(self):
        return self.cleaned_data["figure"]
