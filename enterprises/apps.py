from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = _("企业与园区")

    def ready(self):
        from . import importing  # noqa: F401 - makes the kinds of sheet known to page, REST and command
