"""The site map: every app names its own pages in ``urls.py``; REST stands under /api/v1/."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from .api import router

# First what is asked most: an address is looked for from the top, and the roadside asks by the thousand.
apps = sorted(settings.LAYERS, key=lambda app: app != "passes")
urlpatterns = [
    *(path("", include(f"{app}.urls")) for app in apps if find_spec(f"{app}.urls")),
    path("api/v1/", include((router.urls, "api"))),
]

handler400 = "ui.pages.handler400"
handler403 = "ui.pages.handler403"
handler404 = "ui.pages.handler404"
handler500 = "ui.pages.handler500"
