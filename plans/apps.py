from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry

READERS = {"enterprise_clerk", "territorial_officer", "district_officer", "city_officer", "auditor"}


def plans_waiting(user):
    """Plans whose next step is this person's: to review, or for a clerk to mend."""
    from .models import Plan

    if user.holds("territorial_officer", "district_officer", "city_officer"):
        return Plan.objects.awaiting(user)
    if user.holds("enterprise_clerk"):
        return Plan.objects.open_to(user, "edit")
    return None


def panel(request, subject):
    """What a firm's or a park's page shows of its plans; imported late, models are not ready yet."""
    from .panels import of_subject

    return of_subject(request, subject)


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("方案与闭环")
    nav = [
        NavEntry("plans", _("方案"), "plans:list", order=30, phone=True, roles=READERS, count=plans_waiting),
        NavEntry("loops", _("闭环"), "plans:loops", order=35, roles=READERS),
    ]

    panels = {"enterprises.Enterprise": panel, "enterprises.Park": panel}

    def import_models(self):
        super().import_models()
        from . import loops  # noqa: F401  the loop's models stand in a file of their own
