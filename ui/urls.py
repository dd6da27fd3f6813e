from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from . import keeping, pages

app_name = "ui"
urlpatterns = [
    path("more/", pages.more, name="more"),
    path("privacy/", keeping.privacy, name="privacy"),
    path("preferences/theme/", login_not_required(pages.set_theme), name="set_theme"),
    path("preferences/language/", login_not_required(set_language), name="set_language"),
]
