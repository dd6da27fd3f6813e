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


def on_watch(units):
    """Keys of the people the roster of these units names now."""
    from .models import DutyShift

    shifts = DutyShift.objects.at().filter(unit__in=units, user__isnull=False)
    return set(shifts.values_list("user", flat=True))


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
            _("电话通知单"),
            "calls:list",
            order=55,
            roles=READERS,
            count=unreached,
            under="periods",
        ),
        NavEntry("duty", _("值班表"), "calls:duty", order=56, roles=READERS, under="periods"),
        NavEntry("acting", _("代理授权"), "calls:acting", order=57, roles=READERS, under="periods"),
    ]

    def ready(self):
        from notices.telling import WATCHES

        from . import importing  # noqa: F401 - makes the roster's sheet known to page, REST and command

        WATCHES.append(on_watch)
