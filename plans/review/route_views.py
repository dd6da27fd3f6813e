"""The table of routes: read by everybody who has to do with plans, decided line by line by the city."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Role
from plans.models import Route, SigningUnit, Tier
from workflow.pages import form_page

from .forms import RouteForm
from .routes import decide_route, table

STATES = {"normal": False, "controlled": True}
READERS = (Role.CLERK, Role.TERRITORIAL, Role.DISTRICT, Role.CITY, Role.AUDITOR)


@dataclass
class Line:
    """A line of the table as the page shows it."""

    tier: Any
    controlled: bool
    route: Any

    @property
    def decided(self):
        return self.route.pk is not None

    @property
    def units(self):
        return [SigningUnit(unit).label for unit in self.route.units]

    @property
    def url(self):
        return reverse("plans:route", args=[self.tier.value, "controlled" if self.controlled else "normal"])


def lines():
    """The table as it stands, from the plainest to the highest tier."""
    return [Line(tier, controlled, route) for (tier, controlled), route in table().items()]


def route_table(request):
    if not request.user.holds(*READERS):
        raise PermissionDenied
    context = {
        "title": _("审核路线"),
        "lines": lines(),
        "may_edit": request.user.holds(Role.CITY),
        "former": [
            Line(Tier(route.tier), route.controlled, route)
            for route in Route.objects.select_related("deed__by", "deed__unit").order_by("-recorded_at")[:50]
        ],
    }
    return render(request, "plans/routes.html", context)


def route_edit(request, tier, state):
    if tier not in Tier.values or state not in STATES:
        raise Http404
    if not request.user.holds(Role.CITY):
        raise PermissionDenied
    tier, controlled = Tier(tier), STATES[state]
    now = table()[tier, controlled]
    names = ("city_files", "joint_check", "units", "start_unchecked")
    initial = {name: getattr(now, name) for name in names}
    form = RouteForm(request.POST if request.method == "POST" else None, initial=initial)

    def decide(form):
        decide_route(tier, controlled, by=request.user, **form.cleaned_data)
        return reverse("plans:routes")

    when = _("管控期间") if controlled else _("非管控期间")
    context = {
        "title": _("{tier}，{when}").format(tier=tier.label, when=when),
        "verb": _("从现在起按此办理"),
    }
    return form_page(request, form, decide, template="plans/route.html", context=context)
