"""What people type for the roster and for acting powers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acting import lendable
from accounts.models import Appointment, Unit, User
from ui.forms import Form, MomentField

from .models import DutyShift
from .models.shifts import rostered_by


class ShiftForm(Form):
    """One turn: whose unit, who, from when to when."""

    personal = True

    unit = forms.ModelChoiceField(
        label=_("单位"), queryset=Unit.objects.none(), to_field_name="name", empty_label=_("请选择")
    )
    post = forms.ChoiceField(label=_("岗位"), choices=DutyShift.Post.choices)
    name = forms.CharField(label=_("姓名"), max_length=50)
    phone = forms.CharField(label=_("电话"), max_length=30)
    since = MomentField(label=_("起"))
    until = MomentField(label=_("止"))
    user = forms.ModelChoiceField(
        label=_("登录名"),
        queryset=User.objects.in_office(),
        to_field_name="username",
        required=False,
        widget=forms.TextInput,
        help_text=_("本人有门户账号的填，预定的切换到时会通知本人"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(rostered_by(user, ""))

    def clean(self):
        answers = super().clean()
        since, until = answers.get("since"), answers.get("until")
        if since and until and until <= since:
            self.add_error("until", _("值班结束时间须晚于开始时间。"))
        return answers


class PasteForm(Form):
    """A month's roster as copied from a spreadsheet, heading included."""

    personal = True

    rows = forms.CharField(
        label=_("值班表"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("从表格中连同表头复制：日期、姓名、电话；可有岗位、单位、起、止、登录名"),
    )


class PostsField(forms.ModelChoiceField):
    def label_from_instance(self, post):
        return f"{post.get_role_display()} {post.unit}"


class LendForm(Form):
    """Which of one's own powers, to whom, until which hour."""

    post = PostsField(label=_("交出的权限"), queryset=Appointment.objects.none(), empty_label=_("请选择"))
    to = forms.ModelChoiceField(
        label=_("代理人（登录名）"),
        queryset=User.objects.in_office(),
        to_field_name="username",
        widget=forms.TextInput,
        help_text=_("本单位或下级单位的同事"),
    )
    until = MomentField(label=_("代理至"), help_text=_("最长14天，可随时提前结束"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        keys = [post.pk for post in lendable(user)]
        self.fields["post"].queryset = Appointment.objects.filter(pk__in=keys).select_related("unit")
        if len(keys) == 1:
            self.fields["post"].initial = keys[0]
