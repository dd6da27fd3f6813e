"""What people type about themselves: names, passwords, codes."""

from django import forms
from django.contrib.auth import forms as auth
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ui.forms import Form, Look

from .models import User


def _password(complete="current-password"):
    return forms.PasswordInput(attrs={"autocomplete": complete})


class SignInForm(Form):
    username = forms.CharField(
        label=_("用户名或手机号"),
        max_length=50,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(label=_("密码"), strip=False, widget=_password(), max_length=200)


class UnlockForm(Form):
    unlock_password = forms.CharField(label=_("密码"), strip=False, widget=_password(), max_length=200)


class SaidAtTheFirst:
    """What is wrong with a new password is said where it is typed, not where it is typed again."""

    def validate_password_for_user(self, user, password_field_name="new_password1"):
        super().validate_password_for_user(user, "new_password1")


class PasswordForm(Look, SaidAtTheFirst, auth.PasswordChangeForm):
    """One's own password: the old one, and the new one twice."""

    field_order = ["old_password", "new_password1", "new_password2"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = {
            "old_password": _("现在的密码"),
            "new_password1": _("新密码"),
            "new_password2": _("再输一次新密码"),
        }
        _worded(self, words)

    def clean(self):
        answers = super().clean()
        if answers.get("old_password") and answers.get("old_password") == answers.get("new_password1"):
            self.add_error("new_password1", _("新密码不能与现在的相同。"))
        return answers

    def save(self, commit=True):
        self.user.must_change_password = False
        return super().save(commit)


class NewPasswordForm(Look, SaidAtTheFirst, auth.SetPasswordForm):
    """A new password by a link from the mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _worded(self, {"new_password1": _("新密码"), "new_password2": _("再输一次新密码")})

    def save(self, commit=True):
        self.user.must_change_password = False
        return super().save(commit)


class ForgottenForm(Look, auth.PasswordResetForm):
    """Who forgot the password names themselves; the answer never tells whether such an account exists."""

    email = forms.CharField(label=_("用户名、手机号或邮箱"), max_length=254)

    def get_users(self, typed):
        named = User.objects.known_as(typed)
        people = User.objects.in_office().exclude(email="")
        return people.filter(Q(email__iexact=typed.strip()) | Q(pk=named.pk if named else None))


class ContactForm(Form):
    """What one may correct about oneself. The password is asked: mail and telephone open the account."""

    personal = True

    phone = forms.CharField(label=_("手机号"), max_length=20, required=False, help_text=_("可用于登录"))
    email = forms.EmailField(label=_("邮箱"), required=False, help_text=_("忘记密码时收取重设链接"))
    password = forms.CharField(label=_("现在的密码"), strip=False, widget=_password())

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, initial={"phone": user.phone, "email": user.email}, **kwargs)
        self.user = user

    def clean_password(self):
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("密码不对。"), code="wrong_password")
        return ""


class CodeForm(Form):
    """Six digits of the authenticator, or one of the recovery codes."""

    code = forms.CharField(
        label=_("动态码"),
        max_length=20,
        help_text=_("验证器应用上的六位数字，或一个备用码"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"}),
    )


class TokenForm(Form):
    """What a new API token is for."""

    name = forms.CharField(label=_("用途"), max_length=80, help_text=_("例如：统计报表自动取数"))
    days = forms.TypedChoiceField(
        label=_("有效期"),
        coerce=int,
        choices=[(30, _("30天")), (90, _("90天")), (180, _("180天")), (365, _("365天"))],
        initial=90,
    )
    write = forms.BooleanField(
        label=_("可写：程序可以代您办理，不只是读取"),
        required=False,
    )


def _worded(form, words):
    for name, label in words.items():
        form.fields[name].label = label
        form.fields[name].help_text = ""
    if "new_password1" in form.fields:
        form.fields["new_password1"].help_text = _(
            "至少十位，不能只有数字，不能是常见密码，也不要与姓名、登录名相近。"
        )
