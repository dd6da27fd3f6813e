"""Packs over REST."""

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from files.sending import send
from ui.viewsets import ColumnsViewSet

from .columns import COLUMNS
from .models import Pack


class PackViewSet(ColumnsViewSet):
    """Many sheets as one PDF: ``done`` of ``count``, and the file once it is made. One's own only."""

    columns = COLUMNS
    lookup_field = "uid"
    lookup_value_regex = "[0-9a-f-]{36}"

    def get_queryset(self):
        return Pack.objects.filter(by=self.request.user)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def file(self, request, uid):
        pack = self.get_queryset().filter(uid=uid).exclude(file=None).select_related("file").first()
        if pack is None:
            raise Http404
        return send(pack.file)


ROUTES = {"paper-packs": PackViewSet}
