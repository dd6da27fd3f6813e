"""What the city types about a threshold; page and REST alike."""

from django import forms
from django.utils.translation import gettext_lazy as _

from periods.models import ControlKind
from plans.models.rules import Comparison, Severity
from plans.questions import MEASURES
from regions.models import Region
from ui.forms import Form, MomentField

from .services import decide_rule


class RuleForm(Form):
    """One decision: on which figure, for whom, from when, on what basis."""

    key = forms.ChoiceField(label=_("指标"), choices=[])
    comparison = forms.ChoiceField(label=_("要求"), choices=Comparison.choices)
    value = forms.DecimalField(label=_("数值"), min_value=0, max_digits=12, decimal_places=2)
    severity = forms.ChoiceField(
        label=_("不符时"), choices=Severity.choices, help_text=_("阻止提交的，不达到就不能提交方案")
    )
    kind = forms.ModelChoiceField(
        label=_("管控类型"),
        queryset=ControlKind.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=_("不限"),
    )
    region = forms.ModelChoiceField(
        label=_("区划"),
        queryset=Region.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("全市"),
        help_text=_("近的优先：镇街、区县、全市；同一区划内先按管控类型"),
    )
    since = MomentField(label=_("自何时起"), required=False, help_text=_("不填即现在；已提交的方案不重判"))
    sentence = forms.CharField(
        label=_("提示语"),
        required=False,
        max_length=200,
        help_text=_("不填用通用的；可用 {figure} 实际、{value} 规定、{missing} 还差"),
    )
    source = forms.CharField(label=_("规则来源"), required=False, max_length=200)
    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("文号，或何人何时的指示"), error_messages={}
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = [(key, measure.label) for key, measure in MEASURES.items()]
        self.fields["region"].queryset = Region.objects.own().exclude(level=Region.Level.CITY)

    def clean_sentence(self):
        words = self.cleaned_data["sentence"]
        try:
            words.format(figure="", value="", missing="", unit="")
        except (KeyError, IndexError, ValueError, AttributeError) as wrong:
            raise forms.ValidationError(
                _("花括号内只能是 figure、value、missing、unit。"), code="bad_sentence"
            ) from wrong
        return words

    def decided(self, by):
        """The ``Rule`` this valid form asks for."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return decide_rule(given.pop("key"), by=by, **given)
