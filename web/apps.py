from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry


def open_work_of(request, person):
    from .handover_views import panel

    return panel(request, person)


class WebConfig(AppConfig):
    name = "web"
    verbose_name = _("门户")
    nav = [
        NavEntry("home", _("待办"), "web:home", order=10, phone=True),
        NavEntry("search", _("企业、信用代码、车牌、通行证号"), "web:search", order=0, place="search"),
    ]
    panels = {"accounts.User": open_work_of}
