from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry

RECENT = timedelta(days=3)  # what nobody called by then is no longer work
READERS = {"territorial_officer", "district_officer", "city_officer", "auditor"}


def unreached(user):
    """Firms of the last days' sheets this person is still to reach by telephone."""
    from clock import clock

    from .models import Call

    if not user.holds("territorial_officer", "district_officer", "city_officer"):
        return None
    return Call.objects.visible_to(user).unreached().filter(sheet__opened_at__gte=clock.now() - RECENT)


def after(deed):
    """An order and a notice bring their call sheets with them."""
    from .opening import follow

    follow(deed)


def outage_parts():
    """What the outage pack holds of the telephone desk; imported late, models are not ready yet."""
    from .outage import parts

    return parts()


class CallsConfig(AppConfig):
    name = "calls"
    outage = [outage_parts]
    verbose_name = _("电话通知与值班")
    follows = [after]

    nav = [
        NavEntry(
            "calls",
            _("电话与值班"),
            "calls:list",
            order=55,
            roles=READERS,
            short=_("电话"),
            count=unreached,
        )
    ]

    def ready(self):
        from . import importing  # noqa: F401 - makes the roster's sheet known to page, REST and command
