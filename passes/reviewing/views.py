"""The list of issues, and marking selected ones as looked at again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Role
from clock import clock
from passes.models import VehiclePass
from passes.switching import views as list_views
from ui.keys import plain_keys
from ui.lists import list_page
from workflow.errors import Refused

from .columns import ISSUES
from .filters import IssueFilter
from .services import mark

READERS = (Role.CITY, Role.AUDITOR)


def issues_for(user):
    """What was issued, to whoever may look through it: the city's desks and the audit office."""
    if not user.holds(*READERS):
        raise PermissionDenied(_("核发复核供市级核发单位和审计使用。"))
    return VehiclePass.objects.visible_to(user).filter(issue_deed__isnull=False)


def reviews(request):
    bulk = []
    if request.user.holds(Role.CITY):
        bulk = [{"verb": "recheck", "label": _("记为复核无误"), "url": reverse("passes:reviews_mark")}]
    context = {
        "title": _("核发复核"),
        "views": list_views(request, "passes:reviews"),
        "bulk": bulk,
        "seed": clock.today().isoformat(),
        "empty": {
            "title": _("没有符合条件的核发"),
            "say": _("核发过的通行证在这里按核发人、日期、疑点查看和抽查。"),
        },
    }
    issues = issues_for(request.user)
    return list_page(
        request, ISSUES, issues, IssueFilter, "passes/reviews.html", context, default_sort="-issued_at"
    )


@require_POST
def reviews_mark(request):
    """Selected issues are marked as found in order; one found wrong is marked on its own page, with a remark."""
    issues_for(request.user)
    keys = plain_keys(request.POST.getlist("selected"))
    try:
        done = mark(keys, by=request.user)
        words = _("已复核{n}件，留下{left}件。").format(n=len(done.moved), left=len(done.refused))
        messages.success(request, words)
        for sentence in dict.fromkeys(str(sentence) for _code, sentence in done.refused.values()):
            messages.warning(request, sentence)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("passes:reviews")
