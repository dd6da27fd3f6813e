"""Prepared switches, and the page made for a wall."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from accounts.gates import for_a_wall
from accounts.models import Role
from calls.duty import on_duty
from ui.lists import list_page
from workflow.pages import record_page

from . import board as switch_board
from . import prepared as switch_prepared
from .columns import PREPARED, TONES
from .filters import PreparedFilter
from .forms import ScopeForm
from .models import PreparedSwitch, Switch
from .views import READERS, SWITCHERS, demand_role


def prepared_list(request):
    demand_role(request.user, *READERS)
    context = {
        "title": _("准备好的切换"),
        "switches": request.user.holds(*SWITCHERS),
        "empty": {
            "title": _("没有准备好的切换"),
            "say": _("预览后选“准备切换”：到通告的时间提醒值班人员，由人下达。"),
        },
    }
    prepared = PreparedSwitch.objects.visible_to(request.user)
    return list_page(
        request, PREPARED, prepared, PreparedFilter, "control/switches.html", context, default_sort="-hour"
    )


def prepared_detail(request, pk):
    seen = PreparedSwitch.objects.visible_to(request.user)
    prepared = get_object_or_404(
        seen.select_related("region", "park", "by", "unit", "period", "switch"), pk=pk
    )
    context = {
        "title": prepared.scope.title,
        "state": (TONES[prepared.status], prepared.get_status_display()),
        "duty": on_duty(prepared.unit, at=prepared.hour),
        "may_order": prepared.status in PreparedSwitch.STANDING and request.user.holds(*SWITCHERS),
    }
    return record_page(
        request, prepared, verbs=switch_prepared.VERBS, template="control/prepared.html", context=context
    )


@for_a_wall
def switch_wall(request, pk):
    """One switch on a wall."""
    seen = Switch.objects.visible_to(request.user).filter(deed__isnull=False)
    switch = get_object_or_404(seen.select_related("region", "park"), pk=pk)
    board = switch_board.of_switch(switch, request.user)
    context = {"title": str(switch), "switch": switch, "by_county": switch.county_id is None}
    return _wall(request, board, context)


@for_a_wall
def area_wall(request):
    """An area on a wall, over whatever was ordered there; without a choice, all that this person looks after."""
    demand_role(request.user, *READERS, Role.TERRITORIAL)
    asked = {name: request.GET[name] for name in ("region", "park") if request.GET.get(name)}
    form = ScopeForm(request.GET if asked else None, user=request.user)
    scope = form.scope if asked and form.is_valid() else None
    form.fields["region"].empty_label = _("我的辖区")
    title = scope.title if scope else _("我的辖区闭环情况")
    context = {"form": form, "title": title, "choose": request.user.holds(*READERS)}
    if asked and scope is None:
        return render(request, "control/wall.html", context | {"board": None}, status=400)
    board = switch_board.of_area(scope, request.user) if scope else switch_board.of_all(request.user)
    by_county = scope.county(request.user) is None if scope else request.user.holds(Role.CITY, Role.AUDITOR)
    return _wall(request, board, context | {"by_county": by_county})


def _wall(request, board, context):
    part = getattr(request, "htmx", None) and request.htmx.target == "board"
    template = "control/_board.html" if part else "control/wall.html"
    return render(request, template, context | {"board": board, "address": request.get_full_path()})
