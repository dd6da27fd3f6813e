"""The site map: every app names its own pages in ``urls.py``; REST stands under /api/v1/."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from .api import router

urlpatterns = [
    path("api/v1/", include((router.urls, "api"))),
    *(path("", include(f"{app}.urls")) for app in settings.LAYERS if find_spec(f"{app}.urls")),
]

handler400 = "ui.pages.handler400"
handler403 = "ui.pages.handler403"
handler404 = "ui.pages.handler404"
handler500 = "ui.pages.handler500"
