from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry

READERS = {"district_officer", "city_officer", "checkpoint_officer", "auditor"}


def outage_parts():
    """What the outage pack holds of posts; imported late, models are not ready yet."""
    from .outage import parts

    return parts()


class CheckpointsConfig(AppConfig):
    name = "checkpoints"
    verbose_name = _("查验点")
    nav = [NavEntry("posts", _("查验点"), "checkpoints:list", order=65, roles=READERS, under="passes")]
    outage = [outage_parts]
