"""The lists of the administration, side by side above each."""

from django.urls import reverse
from django.utils.translation import gettext as _

from .columns import watches
from .models import Role

# (label, URL name) of further ways to open accounts; the apps above add theirs.
ACTIONS = []


def tabs(user, current):
    named = [("accounts:people", _("人员")), ("accounts:units", _("单位"))]
    if watches(user):
        named.append(("accounts:sign_ins", _("登录记录")))
    if user.holds(Role.SECURITY):
        named.append(("accounts:all_tokens", _("API 令牌")))
    return [{"url": reverse(name), "label": label, "current": name == current} for name, label in named]
