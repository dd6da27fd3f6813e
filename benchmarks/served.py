"""The portal as gunicorn serves it, with one trivial view beside its own: what the check of a code is set against."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import include, path

from . import PLAIN

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhou_bubble.settings")
settings.ROOT_URLCONF = "benchmarks.served"
settings.STORAGES |= PLAIN
application = get_wsgi_application()


def trivial(request, pk):
    """One read by primary key, under the same middleware as everything else."""
    from passes.models import VehiclePass

    return HttpResponse(VehiclePass.objects.get(pk=pk).plate)


trivial.login_required = False
urlpatterns = [path("trivial/<int:pk>/", trivial), path("", include("luzhou_bubble.urls"))]
