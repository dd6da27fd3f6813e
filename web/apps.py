from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def open_work_of(request, person):
    from .handover_views import panel

    return panel(request, person)


class WebConfig(AppConfig):
    name = "web"
    verbose_name = _("门户")
    panels = {"accounts.User": open_work_of}
