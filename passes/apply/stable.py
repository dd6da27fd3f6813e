"""常用车辆: the firm's vehicles, each a step away from an application."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from drf_spectacular.utils import extend_schema

from accounts.models import Role
from clock import clock
from passes.models import StableVehicle
from passes.plates import Colour
from passes.switching import views as list_views
from ui.columns import Column, Columns
from ui.keys import plain_key, plain_keys
from ui.lists import list_page
from ui.viewsets import ColumnsViewSet

COLUMNS = Columns(
    StableVehicle,
    [
        Column("plate", gettext_lazy("车牌号码"), kind="plate", sort=True, link=True, phone="title"),
        Column("plate_colour", gettext_lazy("车牌颜色"), kind="choice", choices=Colour),
        Column("enterprise_name", gettext_lazy("申请单位"), source="enterprise__name", phone="s2"),
        Column("driver_name", gettext_lazy("驾驶员"), phone="s3"),
        Column("driver_phone", gettext_lazy("联系电话"), kind="tel", person=True),
        Column("vin", "VIN", kind="code"),
        Column("road_permit", gettext_lazy("道路运输证号"), kind="code"),
        Column("used_at", gettext_lazy("最近申请"), kind="moment", sort=True),
        Column("id", gettext_lazy("序号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: f"{reverse('passes:apply')}?vehicle={row['pk']}",
)


def stable(request):
    if not request.user.holds(Role.CLERK, Role.TERRITORIAL):
        raise PermissionDenied(_("常用车辆由申请单位使用。"))
    context = {
        "title": _("常用车辆"),
        "views": list_views(request, "passes:stable"),
        "bulk": [{"verb": "remove", "label": _("移出"), "url": reverse("passes:stable_remove")}],
        "empty": {
            "title": _("还没有常用车辆"),
            "say": _("申请过的车辆和驾驶员会记在这里，下次点车牌即可申请。"),
        },
    }
    seen = StableVehicle.objects.visible_to(request.user)
    return list_page(request, COLUMNS, seen, None, "passes/stable.html", context, default_sort="-used_at")


@require_POST
def stable_remove(request):
    """Selected vehicles leave the stable; asked for again, they are back."""
    keys = plain_keys(request.POST.getlist("selected"))
    StableVehicle.objects.visible_to(request.user).filter(pk__in=keys).update(removed_at=clock.now())
    return redirect("passes:stable")


class StableVehicleViewSet(ColumnsViewSet):
    """The vehicles and drivers of the firms one applies for. ``DELETE`` takes one out of the stable."""

    columns = COLUMNS

    def get_queryset(self):
        return StableVehicle.objects.visible_to(self.request.user)

    @extend_schema(responses={204: None})
    def destroy(self, request, pk):
        found = get_object_or_404(self.get_queryset(), pk=plain_key(pk))
        StableVehicle.objects.filter(pk=found.pk).update(removed_at=clock.now())
        return HttpResponse(status=204)
