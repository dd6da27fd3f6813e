"""The security administrator's page of signing keys."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from clock import clock
from ui.forms import Form, MomentField
from workflow.errors import Refused

from . import services
from .models import SigningKey


class KeyForm(Form):
    """One press on one key, or a new key."""

    accepted_until = MomentField(label=gettext_lazy("停止承认"), required=False)
    why = forms.CharField(label=gettext_lazy("作废原因"), required=False, max_length=200)


def keys(request):
    if not request.user.holds(Role.SECURITY, Role.AUDIT):
        raise PermissionDenied
    if request.method == "POST":
        return _pressed(request)
    context = {
        "title": _("签名密钥"),
        "keys": SigningKey.objects.annotate(signed=Count("signatures")),
        "form": KeyForm(),
        "may": request.user.holds(Role.SECURITY),
        "now": clock.now(),
    }
    return render(request, "signing/keys.html", context)


def _pressed(request):
    """Make, retire or withdraw; what is refused is said on the page."""
    form = KeyForm(request.POST)
    verb = request.POST.get("verb")
    if not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect("signing:keys")
    try:
        if verb == "make":
            key = services.make_key(by=request.user)
            messages.success(request, _("新密钥{key}已启用，旧密钥只验不签。").format(key=key.kid))
        else:
            _on_key(request, verb, get_object_or_404(SigningKey, kid=request.POST.get("key", "")), form)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("signing:keys")


def _on_key(request, verb, key, form):
    if verb == "retire":
        until = form.cleaned_data["accepted_until"] or clock.now()
        services.retire_key(key, by=request.user, accepted_until=until)
        messages.success(request, _("密钥{key}到时停止承认。").format(key=key.kid))
    elif verb == "withdraw":
        services.withdraw_key(key, by=request.user, why=form.cleaned_data["why"])
        messages.success(request, _("密钥{key}已作废，它签的证一律不再承认。").format(key=key.kid))
