"""Voiding by a notice, by page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.models import Role
from workflow.errors import Refused

from .forms import VoidForm
from .services import preview, void_before


def void_page(request):
    """All passes issued before a moment: the first press shows them, the second voids what was shown."""
    if not request.user.holds(Role.CITY):
        raise PermissionDenied(_("成批作废由市级办理。"))
    form, shown, status = VoidForm(request.POST or None), None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            status, digest = 200, form.cleaned_data["digest"]
            try:
                if digest:
                    words = {name: form.cleaned_data[name] for name in ("basis", "remark")}
                    done = void_before(by=request.user, digest=digest, **form.what(), **words)
                    messages.success(request, _("已作废{n}张通行证。").format(n=len(done.moved)))
                    return redirect("passes:list")
            except Refused as refused:
                form.add_error(None, str(refused.sentence))
                status = 409
            shown = preview(**form.what())
            form.data = form.data.copy()
            form.data["digest"] = shown.digest
    context = {"title": _("成批作废"), "form": form, "shown": shown}
    return render(request, "passes/void_before.html", context, status=status)
