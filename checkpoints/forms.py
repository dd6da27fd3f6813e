"""What people type about posts and their phones."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from regions.models import Region
from ui.forms import DateField, Form

from .services import keepers, places_of


class PostForm(Form):
    """A new post."""

    personal = True

    name = forms.CharField(label=_("名称"), max_length=60, help_text=_("如：G353白米卡口"))
    region = forms.ModelChoiceField(
        label=_("所在区划"), queryset=Region.objects.none(), to_field_name="code", empty_label=_("请选择")
    )
    unit = forms.ModelChoiceField(
        label=_("值守单位"), queryset=Unit.objects.none(), to_field_name="name", empty_label=_("请选择")
    )
    phone = forms.CharField(label=_("联系电话"), max_length=30, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = places_of(user)
        self.fields["unit"].queryset = keepers()


class CutOffForm(Form):
    why = forms.CharField(label=_("停用原因"), max_length=200)


class DayForm(Form):
    day = DateField(label=_("日期"), required=False)
