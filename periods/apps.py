from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry

# Whoever does business; the three administrators do none.
READERS = {
    "enterprise_clerk",
    "territorial_officer",
    "district_officer",
    "city_officer",
    "department_liaison",
    "checkpoint_officer",
    "auditor",
}


def ship_kinds(sender, **_how):
    """The kinds of control come with the tables, and again after a test has emptied them."""
    from django.db import connection

    from .kinds import ensure_control_kinds
    from .models import ControlKind

    if ControlKind._meta.db_table in connection.introspection.table_names():
        ensure_control_kinds()


class PeriodsConfig(AppConfig):
    name = "periods"
    verbose_name = _("管控期")
    nav = [
        NavEntry(
            "periods",
            _("管控与切换"),
            "periods:list",
            order=50,
            phone=True,
            roles=READERS,
            short=_("管控"),
            tab=_("管控期"),
        )
    ]

    def ready(self):
        post_migrate.connect(ship_kinds, sender=self)
