"""One's own password: changed, forgotten, set anew by a link from the mail."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from .. import gates, throttling
from ..forms import ForgottenForm, NewPasswordForm, PasswordForm
from ..models import SignIn
from ..signing_log import write
from .signing import safe_next


@sensitive_post_parameters()
def password(request):
    """Change one's own password. Whoever came with a first password sees nothing else before."""
    form, status = PasswordForm(request.user, request.POST or None), 200
    if request.method == "POST":
        attempt = throttling.begin_attempt(request, request.user.username, request.user)
        status = 429 if attempt.until else 400
        if attempt.until:
            form.add_error(None, throttling.sentence(attempt.until))
        elif form.is_valid():
            form.user._history_user = request.user
            form.save()
            throttling.succeed(attempt)
            update_session_auth_hash(request, form.user)  # this session stays, every other ends
            gates.touch(request.session, now=True)
            write(request, SignIn.Outcome.CHANGED, user=request.user)
            messages.success(request, _("密码已修改，其他地方的登录已全部退出。"))
            return redirect(safe_next(request))
        elif "old_password" not in form.errors:
            throttling.succeed(attempt)  # the old password was right; only the new one was not good enough
    context = {"form": form, "title": _("修改密码"), "forced": request.user.must_change_password}
    return render(request, "accounts/password.html", context, status=status)


class Forgotten(auth.PasswordResetView):
    """Asks who forgot; mails a link, and answers the same whether there is such an account."""

    template_name = "accounts/forgotten.html"
    email_template_name = "accounts/mail/forgotten.txt"
    subject_template_name = "accounts/mail/forgotten_subject.txt"
    form_class = ForgottenForm
    success_url = reverse_lazy("accounts:forgotten_sent")

    def form_valid(self, form):
        # The same counter as at the door: nobody floods a mailbox, or tries names by the thousand.
        attempt = throttling.begin_attempt(self.request, f"mail:{form.cleaned_data['email']}")
        if attempt.until:
            form.add_error(None, _("刚才已多次申请，请稍后再试。"))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        return super().form_valid(form)


class ForgottenSent(auth.PasswordResetDoneView):
    template_name = "accounts/forgotten_sent.html"


class NewPassword(auth.PasswordResetConfirmView):
    """The page behind the link: a new password, twice."""

    template_name = "accounts/new_password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("accounts:new_password_done")

    def form_valid(self, form):
        answer = super().form_valid(form)
        throttling.lift(form.user)
        write(self.request, SignIn.Outcome.RESET, user=form.user)
        return answer


class NewPasswordDone(auth.PasswordResetCompleteView):
    template_name = "accounts/new_password_done.html"
