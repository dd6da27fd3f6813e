from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry
from ui.panels import Panel
from workflow.work import Work


def waiting(user):
    """Nominations that wait for this person."""
    from .models import WhitelistEntry

    return WhitelistEntry.objects.open_to(user, "list") if "city_officer" in user.roles else None


def panel(request, subject):
    """On a firm's or park's page: its places on the lists."""
    from .columns import TONES

    entries = subject.whitelist_entries.order_by("-pk")
    shown = [(entry, (TONES[entry.status], entry.get_status_display())) for entry in entries]
    return Panel(_("白名单"), "whitelist/_panel.html", {"entries": shown, "subject": subject}, order=30)


class WhitelistConfig(AppConfig):
    name = "whitelist"
    verbose_name = _("白名单")
    panels = {"enterprises.Enterprise": panel, "enterprises.Park": panel}
    work = [
        Work(
            "whitelist",
            _("白名单"),
            "whitelist.WhitelistEntry",
            ("list", "confirm", "keep"),
            _("审核"),
            related=("enterprise__county", "park__county"),
            about=lambda entry: [entry.subject.county, entry.get_category_display()],
        )
    ]
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

    def ready(self):
        from . import importing  # noqa: F401 - makes the kind of sheet known to page, REST and command
