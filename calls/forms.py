"""What people type to open a call sheet of their own."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.jurisdiction import city, district, territory
from enterprises.models import Enterprise, Park
from regions.models import Region
from ui.forms import Form
from workflow.verbs import VerbForm

MOST = 2000
callers = territory() | district() | city  # on the firms themselves


class SheetForm(Form):
    """Whom to telephone: the firms of a county, of a park, or by their codes; each narrows to one's own firms."""

    subject = forms.CharField(label=_("标题"), max_length=60, help_text=_("如：暴雨停电通知"))
    county = forms.ModelChoiceField(
        label=_("区县"),
        queryset=Region.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("请选择"),
    )
    park = forms.ModelChoiceField(
        label=_("园区"),
        queryset=Park.objects.none(),
        to_field_name="name",
        required=False,
        empty_label=_("请选择"),
    )
    enterprises = forms.CharField(
        label=_("企业（统一社会信用代码）"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一行一个，可从表格中整列粘贴；只选一种方式"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.mine = Enterprise.objects.filter(callers(user))
        self.fields["county"].queryset = Region.objects.own().counties()
        self.fields["park"].queryset = Park.objects.visible_to(user)

    def clean_enterprises(self):
        codes = list(dict.fromkeys(re.split(r"[\s,，;；、]+", self.cleaned_data["enterprises"].strip())))
        codes = [code.upper() for code in codes if code]
        if len(codes) > MOST:
            raise forms.ValidationError(_("一次至多2000家。"), code="too_many")
        known = set(self.mine.filter(credit_code__in=codes).values_list("credit_code", flat=True))
        unknown = [code for code in codes if code not in known]
        if unknown:
            sentence = _("没有找到，或不属于您：%(codes)s") % {"codes": "、".join(unknown[:10])}
            raise forms.ValidationError(sentence, code="unknown_enterprise")
        return codes

    def clean(self):
        answers = super().clean()
        given = [name for name in ("county", "park", "enterprises") if answers.get(name)]
        if not self.errors and len(given) != 1:
            raise forms.ValidationError(_("区县、园区、企业代码须填一种，且只填一种。"), code="one_way")
        if not self.errors and not self.firms.exists():
            raise forms.ValidationError(_("其中没有您负责的企业。"), code="no_firm")
        return answers

    @property
    def firms(self):
        answers = self.cleaned_data
        if answers.get("county"):
            return self.mine.filter(county=answers["county"])
        if answers.get("park"):
            return self.mine.filter(park=answers["park"])
        return self.mine.filter(credit_code__in=answers["enterprises"])


class RelayForm(VerbForm):
    """转告: to whom it was said."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        remark = self.fields["remark"]
        remark.label = _("转告何人")
        remark.error_messages["required"] = _("请在备注中写明转告何人。")
