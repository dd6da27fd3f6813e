from django.apps import AppConfig
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ui.nav import NavEntry
from workflow.work import Work

SWITCHERS = {"district_officer", "city_officer"}
READERS = {*SWITCHERS, "auditor"}
ANSWERERS = {"enterprise_clerk", "territorial_officer"}
CONCERNED = {*READERS, *ANSWERERS}


def to_answer(user):
    """Ordered firms for which this person confirms."""
    from plans.models.loops import Loop

    return Loop.objects.open_to(user, "confirm")


def to_commit(user):
    """Prepared switches whose hour has come or is near, for those who may order them."""
    from .switch.models import PreparedSwitch

    return PreparedSwitch.objects.open_to(user, "commit").filter(status__in=["near", "due"])


def to_switch(user):
    """Selected firms may be previewed for an order together."""
    if not user.holds(*SWITCHERS):
        return []
    return [{"verb": "switch", "label": _("一键切换"), "url": reverse_lazy("control:switch_new")}]


def to_lift(user):
    """Selected loops may be previewed for lifting together."""
    if not user.holds(*SWITCHERS):
        return []
    url = f"{reverse_lazy('control:switch_lift')}?of=loops"
    return [{"verb": "lift", "label": pgettext_lazy("many", "解除闭环"), "url": url}]


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
    from .disqualification.views import panel_of

    return panel_of(request, firm)


def period_panel(request, period):
    from .switch.panels import of_period

    return of_period(request, period)


class ControlConfig(AppConfig):
    name = "control"
    verbose_name = _("管控与切换")
    nav = [
        NavEntry("switch", _("一键切换"), "control:switches", order=51, roles=READERS, under="periods"),
        NavEntry(
            "prepared", _("准备好的切换"), "control:prepared_list", order=52, roles=READERS, under="periods"
        ),
        NavEntry(
            "answers",
            _("封闭确认"),
            "control:answers",
            order=53,
            roles=ANSWERERS,
            count=to_answer,
            under="periods",
        ),
        NavEntry(
            "disqualifications",
            _("取消资格"),
            "control:disqualifications",
            order=54,
            roles=CONCERNED,
            under="periods",
        ),
    ]
    work = [
        Work(
            "switches",
            _("待下达的切换"),
            "control.PreparedSwitch",
            ("commit",),
            _("下达"),
            rows=to_commit,
            related=("region", "park"),
            about=lambda prepared: [prepared.get_status_display()],
        ),
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
    panels = {"enterprises.Enterprise": case_panel, "periods.ControlPeriod": period_panel}
    bulks = {"enterprises.Enterprise": to_switch, "plans.Loop": to_lift}
