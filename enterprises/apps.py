from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry

READERS = {"territorial_officer", "district_officer", "city_officer", "auditor"}


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = _("企业与园区")
    nav = [
        NavEntry(
            "enterprises",
            _("企业与园区"),
            "enterprises:list",
            order=20,
            phone=True,
            short=_("企业"),
            roles=READERS | {"enterprise_clerk"},
        ),
        NavEntry(
            "returns",
            _("日报"),
            "enterprises:returns",
            order=25,
            roles={"enterprise_clerk", "territorial_officer"},
        ),
    ]

    def ready(self):
        from accounts import below, tabs

        from . import importing  # noqa: F401 - makes the kinds of sheet known to page, REST and command
        from .jurisdiction import units_of_own_territory

        below.REACH.append(units_of_own_territory)
        tabs.ACTIONS.append((_("从表格开通"), "enterprises:people_import"))
