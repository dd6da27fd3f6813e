from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("方案与闭环")

    def import_models(self):
        super().import_models()
        from . import loops  # noqa: F401  the loop's models stand in a file of their own
