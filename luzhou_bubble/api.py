"""The REST router: each app's ``api.py`` names its view sets in ``ROUTES``, prefix to view set."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from rest_framework.routers import DefaultRouter

router = DefaultRouter()
for app in settings.LAYERS:
    if find_spec(f"{app}.api"):
        for prefix, viewset in import_module(f"{app}.api").ROUTES.items():
            router.register(prefix, viewset, basename=prefix)
