from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry


def contacts():
    """Units with their telephones; imported late, models are not ready yet."""
    from .contacts import contacts

    return contacts()


class OutageConfig(AppConfig):
    """``outage = [part]`` on any AppConfig: a function that answers the pack's sheets and forms of that app."""

    name = "outage"
    verbose_name = _("停机应急包")
    nav = [
        NavEntry(
            "outage",
            _("停机应急包"),
            "outage:pack",
            order=90,
            place="person",
            roles={"city_officer"},
        ),
    ]
    outage = [contacts]
    reads = [("outage.Pack", _("停机应急包"))]
