from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry


def unread(user):
    """The notices this person has not read; counted in one statement with what else waits."""
    from .models import Notice

    return Notice.objects.visible_to(user).unread()


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("通知")
    nav = [NavEntry("notices", _("通知"), "notices:list", place="bell", count=unread)]
