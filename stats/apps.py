from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry


class StatsConfig(AppConfig):
    name = "stats"
    verbose_name = _("统计")
    nav = [
        NavEntry(
            "statistics",
            _("统计"),
            "stats:last",
            order=70,
            phone=True,
            roles={
                "enterprise_clerk",
                "territorial_officer",
                "district_officer",
                "city_officer",
                "department_liaison",
                "checkpoint_officer",
                "auditor",
            },
        )
    ]
