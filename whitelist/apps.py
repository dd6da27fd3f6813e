from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry


def waiting(user):
    """Nominations that wait for this person."""
    from .models import WhitelistEntry

    return WhitelistEntry.objects.open_to(user, "list") if "city_officer" in user.roles else None


class WhitelistConfig(AppConfig):
    name = "whitelist"
    verbose_name = _("白名单")
    nav = [
        NavEntry(
            "whitelist",
            _("白名单"),
            "whitelist:list",
            order=40,
            roles={
                "enterprise_clerk",
                "territorial_officer",
                "district_officer",
                "city_officer",
                "auditor",
            },
            count=waiting,
        )
    ]
