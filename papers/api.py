"""Packs over REST."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from files.sending import send
from ui.viewsets import ColumnsViewSet
from workflow.errors import NotYours
from workflow.rest import form_schema

from .columns import COLUMNS
from .models import Pack
from .pack_views import may_seal
from .receiving import StampedForm, received
from .sealing import send_again


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
        """As it was printed."""
        return send(self._one(uid, file__isnull=False).file)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def sealed(self, request, uid):
        """As it came back sealed, or its stamped scan, byte for byte."""
        return send(self._one(uid, sealed__isnull=False).sealed)

    @extend_schema(
        request={"multipart/form-data": form_schema(StampedForm)}, responses={201: OpenApiTypes.OBJECT}
    )
    @action(detail=True, methods=["post"])
    def seal(self, request, uid):
        """The stamped scan, or the sealed PDF, of the whole pack: by the issuing unit of every pass in it."""
        pack = self._one(uid)
        if not may_seal(pack, request.user):
            raise NotYours
        return received(request, Pack.objects.filter(pk=pack.pk), StampedForm)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def resend(self, request, uid):
        """Have it handed out anew to the service that seals; 409 when it waits for no seal."""
        send_again(self._one(uid))
        return HttpResponse(status=204)

    def _one(self, uid, **made):
        return get_object_or_404(self.get_queryset().select_related("file", "sealed"), uid=uid, **made)


ROUTES = {"paper-packs": PackViewSet}
