"""The lists of passes one switches between."""

from django.urls import reverse
from django.utils.translation import gettext as _


def views(request, current):
    named = [("passes:list", _("全部")), ("passes:queue", _("待我办理")), ("passes:batches", _("批次"))]
    return [{"url": reverse(name), "label": label, "current": name == current} for name, label in named]
