from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry
from workflow.work import Work

READERS = {"enterprise_clerk", "territorial_officer", "district_officer", "city_officer", "auditor"}


def to_decide(user):
    """Cases that wait for the city."""
    from .models import Disqualification

    return Disqualification.objects.open_to(user, "decide").exclude(proposed_by=user)


def to_state(user):
    """Cases in which the own firm has said nothing yet."""
    from enterprises.jurisdiction import clerk

    from .models import Disqualification

    open_cases = Disqualification.objects.open_to(user, "state").filter(clerk("enterprise__")(user))
    return open_cases.filter(due_at__isnull=False)


def about_case(case):
    return [case.enterprise.county, case.get_ground_display()]


def case_panel(request, firm):
    from .disqualif_views import panel_of

    return panel_of(request, firm)


class ControlConfig(AppConfig):
    name = "control"
    verbose_name = _("管控与切换")
    panels = {"enterprises.Enterprise": case_panel}
    nav = [
        NavEntry("disqualifications", _("取消资格"), "control:disqualifications", order=53, roles=READERS),
    ]
    work = [
        Work(
            "disqualifications",
            _("取消资格"),
            "control.Disqualification",
            ("decide",),
            _("决定"),
            rows=to_decide,
            related=("enterprise__county",),
            about=about_case,
        ),
        Work(
            "statements",
            _("陈述申辩"),
            "control.Disqualification",
            ("state",),
            _("陈述"),
            rows=to_state,
            related=("enterprise__county",),
            about=about_case,
        ),
    ]
