from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GatheringConfig(AppConfig):
    name = "gathering"
    verbose_name = _("收集与催办")
