"""The page on which many firms are placed in their town, and what a control period's page says of them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role
from regions.models import Region
from ui.panels import Panel
from workflow.errors import Refused

from .towns import PlacingForm, unplaced

SHOWN = 300
NAMED = 8


def towns(request):
    """Tick firms, choose their town, save; within ``region`` where one is asked for."""
    if not request.user.holds(Role.DISTRICT, Role.CITY):
        raise PermissionDenied
    region = _region(request.GET.get("region"))
    form, status = PlacingForm(request.POST or None, user=request.user, region=region), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                many = form.place(request.user)
            except Refused as refused:
                form.add_error(None, str(refused.sentence))
                status = 409
            else:
                said = ngettext("已记入{many}家。", "已记入{many}家。", many).format(many=many)
                messages.success(request, said)
                return redirect(request.get_full_path())
    firms = unplaced(request.user, region).order_by("county__code", "park__pinyin", "pinyin")
    context = {
        "title": _("未录镇街的企业"),
        "form": form,
        "region": region,
        "firms": firms[:SHOWN],
        "count": firms.count(),
        "ticked": request.POST.getlist("enterprises"),
    }
    return render(request, "enterprises/towns.html", context, status=status)


def of_period(request, period):
    """Whom a release of this period's towns does not reach."""
    if period.region.level == Region.Level.TOWN or not request.user.holds(Role.DISTRICT, Role.CITY):
        return None
    firms = unplaced(request.user, period.region).order_by("pinyin")
    count = firms.count()
    if not count:
        return None
    return Panel(
        _("未录镇街的企业"),
        "enterprises/_unplaced.html",
        {"count": count, "firms": firms[:NAMED], "more": count - NAMED},
        url=f"{reverse('enterprises:towns')}?{urlencode({'region': period.region.code})}",
        link=_("记入镇街"),
        order=20,
    )


def _region(code):
    if not code:
        return None
    found = Region.objects.own().filter(code=code).first()
    if found is None:
        raise Http404
    return found
