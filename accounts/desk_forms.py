"""What administrators and officers type about others, and about units."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from regions.models import Region
from ui.forms import Form

from . import below
from .models import Unit

# (code, words) of the classes of goods a department may look after; the apps that know goods add theirs.
GOODS = []


class PostForm(Form):
    """A role at a unit, among those this person may give."""

    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none())
    role = forms.ChoiceField(label=_("角色"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(below.units_below(user)).select_related("region")
        self.fields["role"].choices = [("", "")] + [(role, role.label) for role in below.may_appoint(user)]


class PersonForm(Form):
    personal = True

    name = forms.CharField(label=_("姓名"), max_length=50)
    phone = forms.CharField(label=_("手机号"), max_length=20, required=False, help_text=_("可用于登录"))
    email = forms.EmailField(label=_("邮箱"), required=False, help_text=_("忘记密码时收取重设链接"))


class NewPersonForm(PostForm):
    """A new account: who, where, as what."""

    personal = True

    username = forms.CharField(
        label=_("登录名"),
        max_length=50,
        help_text=_("小写字母、数字、点、横线，例如 zhangsan"),
        validators=[
            RegexValidator(r"^[a-zA-Z][a-zA-Z0-9._-]{1,49}$", _("只能用字母、数字、点和横线，字母开头。"))
        ],
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        ),
    )
    name = forms.CharField(label=_("姓名"), max_length=50)
    phone = forms.CharField(label=_("手机号"), max_length=20, required=False, help_text=_("可用于登录"))
    email = forms.EmailField(label=_("邮箱"), required=False, help_text=_("忘记密码时收取重设链接"))
    field_order = ["name", "username", "unit", "role", "phone", "email"]


class UnitForm(Form):
    name = forms.CharField(label=_("单位名称"), max_length=100, help_text=_("与公章一致"))
    kind = forms.ChoiceField(label=_("单位类型"), choices=Unit.Kind.choices)
    region = forms.ModelChoiceField(
        label=_("所在区划"),
        queryset=Region.objects.none(),
        to_field_name="code",
        help_text=_("市级单位填市，区县单位填区县，镇街填镇街"),
    )
    duty_phone = forms.CharField(
        label=_("值班电话"), max_length=30, required=False, help_text=_("24小时有人接听")
    )
    goods = forms.MultipleChoiceField(
        label=_("归口物资类别"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )

    def __init__(self, *args, unit=None, **kwargs):
        initial = unit and {
            "name": unit.name,
            "kind": unit.kind,
            "region": unit.region.code,
            "duty_phone": unit.duty_phone,
            "goods": unit.goods,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["region"].queryset = Region.objects.own()
        if GOODS:
            self.fields["goods"].choices = GOODS
        else:
            del self.fields["goods"]


class RemarkForm(Form):
    """Nothing to say but yes."""
