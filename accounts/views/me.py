"""What belongs to the person who is signed in: the account, its tokens."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import throttling
from ..forms import ContactForm, TokenForm
from ..models import ApiToken, Role, User
from ..tokens import create_token, revoke_token


def account(request):
    """Who one is to the portal, by which posts, and how one can be reached."""
    form, status = ContactForm(request.POST or None, user=request.user), 200
    if request.method == "POST":
        status = corrected(request, form)
        if status == 302:
            messages.success(request, _("已保存。"))
            return redirect("accounts:account")
    context = {
        "title": _("我的账号"),
        "form": form,
        "posts": request.user.posts,
        "sign_ins": request.user.sign_ins.order_by("-pk")[:8],
        "codes_left": request.user.recovery_codes.filter(used_at=None).count(),
    }
    return render(request, "accounts/account.html", context, status=status)


def corrected(request, form):
    """The password is asked here too, so failures count as at the door."""
    attempt = throttling.begin_attempt(request, request.user.username, request.user)
    if attempt.until:
        form.add_error(None, throttling.sentence(attempt.until))
        return 429
    valid = form.is_valid()
    if "password" not in form.errors:
        throttling.succeed(attempt)
    if not valid:
        return 400
    user = User.objects.get(pk=request.user.pk)
    user.phone, user.email = form.cleaned_data["phone"], form.cleaned_data["email"]
    user._history_user = request.user
    user.save()
    return 302


def tokens(request):
    """The person's keys for programs: made here, shown once, revoked here."""
    form, status, key = TokenForm(request.POST or None), 200, ""
    if request.method == "POST":
        status = 400
        if form.is_valid():
            made, key = create_token(request.user, **form.cleaned_data)
            status, form = 201, TokenForm()
            messages.success(request, _("已创建令牌“%(name)s”。") % {"name": made.name})
    context = {
        "title": _("API 令牌"),
        "form": form,
        "key": key,
        "tokens": request.user.tokens.order_by("-pk"),
    }
    answer = render(request, "accounts/tokens.html", context, status=status)
    if key:
        answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def token_revoke(request, pk):
    """One's own key; the security administrator may stop anyone's."""
    mine = ApiToken.objects.filter(revoked_at=None)
    if not request.user.holds(Role.SECURITY):
        mine = mine.filter(user=request.user)
    token = get_object_or_404(mine, pk=pk)
    revoke_token(token)
    messages.success(request, _("令牌“%(name)s”已停用，使用它的程序即刻不能再访问。") % {"name": token.name})
    return redirect("accounts:tokens" if token.user_id == request.user.pk else "accounts:all_tokens")
