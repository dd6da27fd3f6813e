"""The pages of this app side by side: sheets, the roster, acting powers."""

from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(request, current):
    """The tabs this person has above each list."""
    named = [
        ("calls:list", _("电话通知单")),
        ("calls:duty", _("值班表")),
        ("calls:acting", _("代理授权")),
    ]
    return [{"url": reverse(name), "label": label, "current": name == current} for name, label in named]
