"""备案选中的: a preview of what is clean and what is not, then one press."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone, Refused

from .bulk_filing import file_clean, judged_for_filing
from .models import Plan

MOST = 500


@require_POST
def file_many(request):
    """Without ``confirm`` the preview; with it the deed, over the versions the preview showed."""
    keys = [int(key) for key in request.POST.getlist("selected")[:MOST] if key.isascii() and key.isdigit()]
    plans = Plan.objects.visible_to(request.user).filter(pk__in=keys)
    if not keys:
        messages.error(request, _("没有选中任何方案。"))
        return redirect("plans:list")
    status, shown = 200, None
    if "confirm" in request.POST:
        shown = {key: request.POST[f"sha256_{key}"] for key in keys if f"sha256_{key}" in request.POST}
        key = request.POST.get("key") or uuid.uuid4().hex
        try:
            with pressed_once(f"{request.user.pk}:{key}"):
                done = file_clean(plans, by=request.user, shown=shown, owing="owing" in request.POST)
        except AlreadyDone:
            return redirect("plans:list")
        except Refused as refused:
            messages.error(request, refused.sentence)
            return redirect("plans:list")
        if done.moved:
            messages.success(request, _("已备案{many}份。").format(many=len(done.moved)))
        if not done.refused:
            return redirect(f"{reverse('plans:list')}?waiting=review")
        messages.warning(request, _("有{many}份未备案，原因见下表。").format(many=len(done.refused)))
        plans, status = plans.filter(pk__in=done.refused), 200 if done.moved else 409
    judged = judged_for_filing(plans, request.user, shown)
    context = {
        "title": _("备案选中的方案"),
        "clean": [one for one in judged if not one.reasons],
        "owing": [one for one in judged if one.owing],
        "unclean": [one for one in judged if one.reasons and not one.owing],
        "key": uuid.uuid4().hex,
    }
    return render(request, "plans/file_many.html", context, status=status)
