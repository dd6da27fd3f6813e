"""Pages of the second factor: set up, verify after the password, recovery codes."""

from base64 import b32encode

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from .. import gates, second_factor, throttling
from ..forms import CodeForm, UnlockForm
from ..models import SignIn
from ..signing_log import write
from .signing import safe_next


def factor(request):
    """Set up: the picture for the telephone, the key to type, the first code; or what stands already."""
    if settings.SECOND_FACTOR == "off":
        raise Http404
    if request.user.second_factor_since:
        return standing(request)
    device = second_factor.pending(request.user)
    form, status = CodeForm(request.POST or None), 200
    form.fields["code"].help_text = _("扫码后应用显示的六位数字")
    if request.method == "POST":
        status = 400
        if form.is_valid():
            if codes := second_factor.confirm(request, form.cleaned_data["code"]):
                write(request, SignIn.Outcome.FACTOR_SET, user=request.user)
                return shown(request, codes)
            form.add_error("code", _("动态码不对。请核对手机时间，输入最新的六位数字。"))
    key = b32encode(device.bin_key).decode().rstrip("=")
    picture = segno.make(device.config_url, error="m", micro=False)
    context = {
        "title": _("开通双因子登录"),
        "verb": _("开通"),
        "form": form,
        "key": " ".join(key[at : at + 4] for at in range(0, len(key), 4)),
        "picture": picture.svg_data_uri(scale=4, border=2, dark="#000", light="#fff", nl=False),
        "forced": settings.SECOND_FACTOR == "required",
    }
    answer = render(request, "accounts/factor.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def standing(request):
    """It is set up: taken off (with the password) unless the portal requires it."""
    form, status = UnlockForm(request.POST or None), 200
    if request.method == "POST" and settings.SECOND_FACTOR == "optional":
        status = 400
        if form.is_valid() and own_password(request, form):
            second_factor.remove(request.user, by=request.user)
            write(request, SignIn.Outcome.FACTOR_RESET, user=request.user)
            messages.success(request, _("双因子登录已取消。"))
            return redirect("accounts:account")
    context = {
        "title": _("双因子登录"),
        "form": form,
        "left": request.user.recovery_codes.filter(used_at=None).count(),
        "optional": settings.SECOND_FACTOR == "optional",
    }
    return render(request, "accounts/factor_standing.html", context, status=status)


def recovery_codes(request):
    """Ten new recovery codes in place of the old ones, for the password; shown once."""
    if not request.user.second_factor_since:
        return redirect("accounts:factor")
    form, status = UnlockForm(request.POST or None), 200
    if request.method == "POST":
        status = 400
        if form.is_valid() and own_password(request, form):
            return shown(request, second_factor.new_codes(request.user))
    context = {"title": _("更换备用码"), "verb": _("更换"), "form": form}
    return render(request, "ui/form.html", context, status=status)


def verify(request):
    """After the password: the code. Five wrong ones shut the door as wrong passwords do."""
    if settings.SECOND_FACTOR == "off" or not request.user.second_factor_since or gates.verified(request):
        return redirect(safe_next(request))
    form, status = CodeForm(request.POST or None), 200
    if request.method == "POST":
        status = 400
        if form.is_valid() and right_code(request, form):
            second_factor.show(request)
            write(request, SignIn.Outcome.VERIFIED, user=request.user)
            return redirect(safe_next(request))
    context = {"form": form, "title": _("输入动态码"), "next": safe_next(request, "")}
    return render(request, "accounts/verify.html", context, status=status)


def right_code(request, form):
    # Counted apart from passwords: a right password at the door must not wipe out wrong codes behind it.
    attempt = throttling.begin_attempt(request, f"code:{request.user.pk}")
    if attempt.until:
        form.add_error(None, throttling.sentence(attempt.until))
        return False
    if not second_factor.passes(request.user, form.cleaned_data["code"]):
        write(request, SignIn.Outcome.WRONG_CODE, user=request.user)
        form.add_error("code", _("动态码不对。请核对手机时间，输入最新的六位数字，或用一个备用码。"))
        return False
    throttling.succeed(attempt)
    return True


def own_password(request, form):
    attempt = throttling.begin_attempt(request, request.user.username, request.user)
    if attempt.until:
        form.add_error(None, throttling.sentence(attempt.until))
        return False
    if not request.user.check_password(form.cleaned_data["unlock_password"]):
        form.add_error("unlock_password", _("密码不对。"))
        return False
    throttling.succeed(attempt)
    return True


def shown(request, codes):
    """The page that shows recovery codes, once."""
    context = {"title": _("备用码"), "codes": codes}
    answer = render(request, "accounts/recovery_codes.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
