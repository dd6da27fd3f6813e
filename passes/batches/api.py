"""Batches over REST; one is filed by ``POST imports/pass-batches/``, its passes are ``passes/?batch=``."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from passes.models import PassBatch
from ui.problems import of_form
from ui.viewsets import ColumnsViewSet
from workflow.rest import form_schema

from . import services
from .columns import COLUMNS, BatchFilter
from .views import ScanForm, batch_scan, seen_batch


class PassBatchViewSet(ColumnsViewSet):
    """Batches of applications; their papers are ``passes/?batch=…``. ``scan/`` reads or hands in the letter."""

    columns = COLUMNS
    filterset_class = BatchFilter

    def get_queryset(self):
        return PassBatch.objects.visible_to(self.request.user)

    @extend_schema(methods=["get"], responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @extend_schema(methods=["post"], request={"multipart/form-data": form_schema(ScanForm)})
    @action(detail=True, methods=["get", "post"])
    def scan(self, request, pk):
        batch = seen_batch(request.user, pk)
        if request.method == "GET":
            return batch_scan(request._request, pk)
        form = ScanForm(request.data, request.FILES)
        if not form.is_valid():
            return of_form(form)
        services.attach_scan(batch, form.cleaned_data["scan"], by=request.user)
        return self.retrieve(request, pk=pk)
