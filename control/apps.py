from django.apps import AppConfig
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry
from workflow.work import Work

SWITCHERS = {"district_officer", "city_officer"}
READERS = {*SWITCHERS, "auditor"}
ANSWERERS = {"enterprise_clerk", "territorial_officer"}


def to_answer(user):
    """Ordered firms for which this person confirms."""
    from plans.loops import Loop

    return Loop.objects.open_to(user, "confirm")


def to_commit(user):
    """Prepared switches whose hour has come or is near, for those who may order them."""
    from .switch_models import PreparedSwitch

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
    return [{"verb": "lift", "label": _("解除闭环"), "url": url}]


class ControlConfig(AppConfig):
    name = "control"
    verbose_name = _("管控与切换")
    nav = [
        NavEntry("switch", _("一键切换"), "control:switches", order=51, roles=READERS),
        NavEntry("answers", _("封闭确认"), "control:answers", order=52, roles=ANSWERERS, count=to_answer),
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
    ]
    bulks = {"enterprises.Enterprise": to_switch, "plans.Loop": to_lift}
