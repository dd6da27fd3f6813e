"""A type of pass as officials type it, on the page and over REST."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, Unit
from clock import clock
from passes.doubts import BY_TYPE, as_shipped
from passes.kinds import PassType, Scope, ValidityKind
from passes.steps import Desk, Steps
from ui.forms import Form


class TypeForm(Form):
    """All of a type. Over REST what a PATCH does not name stays; a page sends the whole (``whole``)."""

    code = forms.SlugField(
        label=_("代码"), max_length=40, help_text=_("小写字母、数字和短横，写入二维码，以后不能改")
    )
    name = forms.CharField(label=_("名称"), max_length=60)
    name_en = forms.CharField(label=_("英文名称"), max_length=80, required=False)
    scope = forms.ChoiceField(label=_("范围"), choices=Scope.choices)
    issuing_unit = forms.ModelChoiceField(
        label=_("核发单位"),
        queryset=Unit.objects.none(),
        to_field_name="name",
        help_text=_("在办的申请随之转交"),
    )
    steps = forms.ChoiceField(
        label=_("办理步骤"),
        choices=Steps.choices,
        help_text=_("只须推荐、由区县或物资主管部门推荐的，也可先受理；一人可办前后两步的，可以一并办理"),
    )
    recommender = forms.ChoiceField(
        label=_("推荐单位"), choices=Desk.choices, help_text=_("步骤中没有推荐的，此项不起作用")
    )
    minted = forms.BooleanField(label=_("由本门户编号（否则按纸质证填写）"), required=False)
    longest_days = forms.IntegerField(label=_("最长有效天数"), min_value=1, max_value=366)
    most_days = forms.IntegerField(
        label=_("经同意最长有效天数"),
        min_value=1,
        max_value=366,
        required=False,
        help_text=_("超过最长有效天数的，须另一人同意；不填即不得超过"),
    )
    second_person = forms.MultipleChoiceField(
        label=_("须另一人同意的疑点"),
        choices=BY_TYPE,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("有这些疑点的，须另一人同意并写明依据才能核发；超过最长有效天数的一律如此"),
    )
    validity_kinds = forms.MultipleChoiceField(
        label=_("有效方式"), choices=ValidityKind.choices, widget=forms.CheckboxSelectMultiple
    )
    supersedes = forms.ChoiceField(label=_("替代规则"), choices=PassType.Supersedes.choices)
    handling_hours = forms.IntegerField(label=_("办理时限（小时）"), min_value=1, max_value=720)
    is_open = forms.BooleanField(label=_("开放申请"), required=False)
    needs_seal = forms.BooleanField(label=_("须盖章"), required=False)
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("文号，或何人何时的指示"))

    def __init__(self, data=None, files=None, *, user, record=None, whole=False, initial=None, **kwargs):
        initial = {**(standing(record) if record else NEW), **(initial or {})}
        if data is not None and not whole:
            given = (
                {name: data.getlist(name) if name in LISTS else data[name] for name in data}
                if (hasattr(data, "getlist"))
                else dict(data)
            )
            data = {**initial, **given}
        super().__init__(data, files, initial=initial, **kwargs)
        self.record = record
        if record is not None:
            self.fields["code"].disabled = True
        now = clock.now()
        posts = {"appointments__role": Role.CITY, "appointments__since__lte": now}
        self.fields["issuing_unit"].queryset = Unit.objects.filter(**posts).distinct()

    def clean(self):
        answers = super().clean()
        longest, most = answers.get("longest_days"), answers.get("most_days")
        if longest and most and most < longest:
            self.add_error("most_days", forms.ValidationError(_("不能少于最长有效天数。"), code="most_days"))
        others = PassType.objects.exclude(pk=self.record and self.record.pk)
        for name in ("code", "name"):
            if answers.get(name) and others.filter(**{name: answers[name]}).exists():
                self.add_error(
                    name, forms.ValidationError(_("已有这个代码或名称的类型。"), code="type_known")
                )
        return answers


LISTS = ("validity_kinds", "second_person")
NEW = {
    "scope": Scope.CITY,
    "steps": Steps.RECOMMEND,
    "recommender": Desk.ANY,
    "minted": True,
    "longest_days": 7,
    "second_person": as_shipped(),
    "validity_kinds": ValidityKind.values,
    "supersedes": PassType.Supersedes.PLATE_APPLICANT_ROUTE,
    "handling_hours": 8,
}


def standing(record):
    """A type as the answers of its form."""
    names = set(TypeForm.base_fields) - {"basis", "issuing_unit"}
    return {name: getattr(record, name) for name in names} | {"issuing_unit": record.issuing_unit.name}
