"""What the security and audit administrators watch: sign-ins, and the keys programs hold."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ui.lists import list_page

from ..columns import READINGS, SIGN_INS, TOKENS, reads_the_log, watches
from ..filters import ReadingFilter, SignInFilter, TokenFilter
from ..models import ApiToken, Reading, Role, SignIn
from ..tokens import revoke_token


def sign_ins(request):
    if not watches(request.user):
        raise PermissionDenied
    context = {"title": _("登录记录")}
    return list_page(
        request, SIGN_INS, SignIn.objects.all(), SignInFilter, extra_context=context, default_sort="-at"
    )


def readings(request):
    """Who read personal data, of whom and how."""
    if not reads_the_log(request.user):
        raise PermissionDenied
    context = {
        "title": _("个人信息查阅记录"),
        "empty": {"title": _("还没有查阅记录"), "say": _("谁看过驾驶员的姓名、电话，会逐次记在这里。")},
    }
    return list_page(
        request, READINGS, Reading.objects.all(), ReadingFilter, extra_context=context, default_sort="-at"
    )


def all_tokens(request):
    if not request.user.holds(Role.SECURITY):
        raise PermissionDenied
    context = {"title": _("API 令牌")}
    context["bulk"] = [{"verb": "revoke", "label": _("停用所选"), "grave": True}]
    if request.method == "POST":
        return revoked(request)
    return list_page(
        request,
        TOKENS,
        ApiToken.objects.all(),
        TokenFilter,
        extra_context=context,
        default_sort="-created_at",
    )


def revoked(request):
    """The chosen keys stop working at once."""
    chosen = [int(pk) for pk in request.POST.getlist("selected") if pk.isascii() and pk.isdigit()]
    found = ApiToken.objects.filter(pk__in=chosen, revoked_at=None)
    for token in found:
        revoke_token(token)
    messages.success(request, _("已停用%(many)d个令牌。") % {"many": len(found)})
    return redirect("accounts:all_tokens")
