from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry


def is_reader(user):
    """Administrators do no business and read no figures."""
    from .reading import may_read

    return may_read(user)


class StatsConfig(AppConfig):
    name = "stats"
    verbose_name = _("统计")
    nav = [NavEntry("statistics", _("统计"), "stats:last", order=70, phone=True, show=is_reader)]
