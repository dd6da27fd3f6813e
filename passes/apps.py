from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry
from ui.panels import Panel


def waiting(user):
    """Passes on which the next step is this person's."""
    from .models import VehiclePass

    return None if user.roles <= {"auditor"} else VehiclePass.objects.waiting_for(user)


def panel(request, firm):
    """A firm's latest passes, on its page."""
    from .panels import of_firm

    context = of_firm(request.user, firm)
    return context and Panel(
        _("通行证"), "passes/_panel.html", context, url=context["url"], link=_("全部"), order=60
    )


class PassesConfig(AppConfig):
    name = "passes"
    verbose_name = _("通行证")
    nav = [
        NavEntry(
            "passes",
            _("通行证"),
            "passes:list",
            order=60,
            phone=True,
            roles={
                "enterprise_clerk",
                "territorial_officer",
                "district_officer",
                "city_officer",
                "department_liaison",
                "auditor",
            },
            count=waiting,
        )
    ]
    panels = {"enterprises.Enterprise": panel}
