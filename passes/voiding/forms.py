"""What is voided: issued before when, of which types, from or to where, on which basis."""

from django import forms
from django.utils.translation import gettext_lazy

from passes.models import PassType
from regions.models import Region
from ui.forms import Form, MomentField


class VoidForm(Form):
    """``digest`` is that of what was shown; without it the passes are only shown."""

    before = MomentField(label=gettext_lazy("此前核发的"), help_text=gettext_lazy("一般为新通告发布的时间"))
    types = forms.ModelMultipleChoiceField(
        label=gettext_lazy("通行证类型"),
        queryset=PassType.objects.all(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("起讫在"),
        queryset=Region.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("全市"),
    )
    basis = forms.CharField(label=gettext_lazy("依据"), max_length=200, help_text=gettext_lazy("通告文号"))
    remark = forms.CharField(label=gettext_lazy("意见"), required=False, max_length=2000)
    digest = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = Region.objects.own().counties()

    def what(self):
        return {name: self.cleaned_data[name] for name in ("before", "types", "area")}
