"""Pages of acting powers: given, listed, ended early."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import acting
from accounts.errors import NotNow
from accounts.models import Appointment
from ui.lists import list_page
from workflow.errors import Refused
from workflow.pages import form_page

from .duty_columns import ACTING, ActingFilter
from .duty_forms import LendForm


def seen(user):
    return Appointment.objects.lent().filter(acting.lent_seen_by(user))


def acting_list(request):
    context = {
        "title": _("代理授权"),
        "export_name": _("代理授权"),
        "may_lend": bool(acting.lendable(request.user)),
        "empty": {"title": _("没有代理"), "say": _("值班或外出时，可把自己的权限交给同事，到时自动收回。")},
    }
    return list_page(
        request, ACTING, seen(request.user), ActingFilter, "calls/acting.html", context, default_sort="-until"
    )


def acting_new(request):
    if not acting.lendable(request.user):
        raise PermissionDenied
    form = LendForm(request.POST or None, user=request.user)
    return form_page(
        request,
        form,
        lambda form: lent(form, request.user) and reverse("calls:acting"),
        template="calls/duty_form.html",
        context={"title": _("交人代理"), "verb": _("授权"), "lending": True},
    )


def lent(form, by):
    """The acting appointment that a valid ``LendForm`` gives; page and REST alike."""
    answers = form.cleaned_data
    try:
        return acting.lend(answers["post"], by=by, to=answers["to"], until=answers["until"])
    except NotNow as why:
        raise Refused(why.sentence, code=why.code) from why


def acting_detail(request, pk):
    """Whose powers, with whom, until when; either of the two, or whoever is above, may end it."""
    found = seen(request.user).select_related("user", "unit__region", "acting_for__user")
    appointment = get_object_or_404(found, pk=pk)
    if request.method == "POST":
        try:
            acting.end_early(appointment, by=request.user)
        except NotNow as why:
            messages.error(request, why.sentence)
        else:
            messages.success(request, _("代理已结束。"))
        return redirect("calls:acting")
    standing = Appointment.objects.open().filter(pk=pk).exists()
    context = {
        "title": f"{appointment.user} {appointment.role_in_words}",
        "lent": appointment,
        "standing": standing,
        "may_end": standing and acting.may_end(appointment, request.user),
    }
    return render(request, "calls/acting_detail.html", context)
