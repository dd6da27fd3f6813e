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
        ),
        NavEntry("verify", _("核验通行证"), "passes:verify", order=10, place="public"),
    ]
    panels = {"enterprises.Enterprise": panel}

    def ready(self):
        from accounts.desk_forms import GOODS

        from .models import Goods

        GOODS[:] = Goods.choices  # the unit's desk asks which goods a department looks after
