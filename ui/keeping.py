"""What is kept of people, what for and how long: ``keeps`` on an AppConfig, told on one page.

``keeps`` is a list of functions that return [(what, what for, how long)] in the reader's language.
"""

from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext as _


def kept():
    declared = (getattr(config, "keeps", ()) for config in apps.get_app_configs())
    return [line for functions in declared for function in functions for line in function()]


@login_not_required
def privacy(request):
    """Open without login: whoever is asked for a name may read what becomes of it."""
    return render(request, "ui/privacy.html", {"title": _("个人信息如何使用"), "kept": kept()})
