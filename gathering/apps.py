from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry
from workflow.work import Work

READERS = {"enterprise_clerk", "territorial_officer", "district_officer", "city_officer", "auditor"}


def about_link(link):
    return [link.enterprise.county]


def panel(request, firm):
    """What a firm's page shows of its links; imported late, models are not ready yet."""
    from .panels import of_firm

    return of_firm(request, firm)


class GatheringConfig(AppConfig):
    name = "gathering"
    verbose_name = _("收集与催办")
    nav = [
        NavEntry(
            "missing",
            _("还差谁"),
            "gathering:missing",
            order=32,
            roles=READERS - {"enterprise_clerk"},
            under="plans",
        ),
        NavEntry("links", _("收集链接"), "gathering:links", order=33, roles=READERS, under="plans"),
    ]
    panels = {"enterprises.Enterprise": panel}
    work = [
        Work(
            "incoming",
            _("待接收填报"),
            "gathering.CollectionLink",
            ("accept",),
            _("接收"),
            related=("enterprise__county",),
            about=about_link,
        ),
    ]

    def ready(self):
        from . import sheet  # noqa: F401 - makes the sheet of start forms known to page, REST and command
