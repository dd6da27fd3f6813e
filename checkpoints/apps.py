from django.apps import AppConfig
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry

READERS = {"district_officer", "city_officer", "checkpoint_officer", "auditor"}


def outage_parts():
    """What the outage pack holds of posts; imported late, models are not ready yet."""
    from .outage import parts

    return parts()


def keeps():
    """For the page on what is kept of people."""
    from django.conf import settings

    days = settings.CHECKPOINT_PLACE_DAYS
    return [
        (
            _("查验记录：哪辆车何时在哪个查验点"),
            _("值班掌握通行情况，发现一证多用"),
            gettext("{days}天后不再记查验点，只留总数").format(days=days),
        )
    ]


class CheckpointsConfig(AppConfig):
    name = "checkpoints"
    verbose_name = pgettext_lazy("many", "查验点")
    nav = [
        NavEntry(
            "posts",
            pgettext_lazy("many", "查验点"),
            "checkpoints:list",
            views=("checkpoints:desk", "checkpoints:checks"),
            order=65,
            roles=READERS,
            under="passes",
        )
    ]
    outage = [outage_parts]
    keeps = [keeps]
