"""The desk of units: names as on the seal, duty telephones, who sits there."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ui.history import edits
from ui.lists import list_page
from ui.panels import panels_of

from .. import below, services
from ..columns import UNITS
from ..desk_forms import UnitForm
from ..filters import UnitFilter
from ..models import Role
from .desk import answered


def units(request):
    context = {
        "title": pgettext("many", "单位"),
        "export_name": pgettext("many", "单位"),
        "may_enter": request.user.holds(Role.SYSTEM),
    }
    seen = below.units_seen_by(request.user)
    return list_page(request, UNITS, seen, UnitFilter, "accounts/units.html", context, default_sort="name")


def unit(request, pk):
    record = get_object_or_404(below.units_seen_by(request.user).select_related("region"), pk=pk)
    posts = record.appointments.in_force().select_related("user").order_by("user__name")
    context = {
        "record": record,
        "title": record.name,
        "posts": posts.filter(user__in=below.people_seen_by(request.user)),
        "may_edit": request.user.holds(Role.SYSTEM),
        "may_open": below.units_seen_by(request.user).filter(below.units_below(request.user), pk=pk).exists(),
        "panels": panels_of(request, record),
        "steps": edits(record),
    }
    return render(request, "accounts/unit.html", context)


def unit_new(request):
    if not request.user.holds(Role.SYSTEM):
        raise PermissionDenied
    context = {
        "title": _("新增单位"),
        "verb": _("登记"),
        "back": ("accounts:units", pgettext("many", "单位")),
    }
    form = UnitForm(request.POST or None)
    return answered(request, form, lambda answers: services.create_unit(by=request.user, **answers), context)


def unit_edit(request, pk):
    record = get_object_or_404(below.units_seen_by(request.user), pk=pk)
    if not request.user.holds(Role.SYSTEM):
        raise PermissionDenied
    context = {
        "title": _("修改单位"),
        "verb": _("保存"),
        "back": ("accounts:units", pgettext("many", "单位")),
    }
    form = UnitForm(request.POST or None, unit=record)
    return answered(
        request, form, lambda answers: services.edit_unit(record, by=request.user, **answers), context
    )
