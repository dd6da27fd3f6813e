"""The page of 选中入选: fetch, call, answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.models import Role
from workflow.errors import Refused

from . import services
from .admitting import preview, told
from .forms import AdmitForm
from .models import WhitelistEntry

TEMPLATE = "whitelist/admit.html"


def entry_admit(request):
    """选中入选: who would be admitted and who not, with reasons; a second press admits those that may be."""
    if not request.user.holds(Role.CITY):
        raise PermissionDenied
    if request.method != "POST":
        return redirect("whitelist:list")
    form = AdmitForm(request.POST, user=request.user)
    if not request.POST.getlist("selected") or "selected" in form.errors:
        messages.warning(request, _("请先选中要入选的条目。"))
        return redirect("whitelist:list")
    if "confirm" not in request.POST:
        form = AdmitForm(initial={"selected": request.POST.getlist("selected")}, user=request.user)
        return _shown(request, form, _chosen(request), 200)
    if not form.is_valid():
        return _shown(request, form, _chosen(request), 400)
    try:
        done = services.list_entries(form.cleaned_data["selected"], by=request.user, **form.words())
    except Refused as why:
        form.add_error(None, str(why.sentence))
        return _shown(request, form, _chosen(request), 409)
    messages.success(request, told(done))
    if not done.refused:
        return redirect("whitelist:list")
    rows = _chosen(request).select_related("enterprise__county", "park__county").in_bulk(list(done.refused))
    rest = [(rows[key], sentence) for key, (_code, sentence) in done.refused.items()]
    return render(request, TEMPLATE, {"title": _("选中入选"), "rest": rest, "done": done})


def _chosen(request):
    seen = WhitelistEntry.objects.visible_to(request.user)
    return seen.filter(pk__in=request.POST.getlist("selected"))


def _shown(request, form, chosen, status):
    clean, rest = preview(chosen, by=request.user)
    context = {"title": _("选中入选"), "form": form, "clean": clean, "rest": rest}
    return render(request, TEMPLATE, context, status=status)
