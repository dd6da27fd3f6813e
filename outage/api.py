"""The outage pack over REST."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.viewsets import ViewSet

from ui.rest import dumps

from .status import allow, status
from .views import print_response, zip_response
from .writing import make_pack


class OutagePackSchema(serializers.Serializer):
    made_at = serializers.DateTimeField(allow_null=True)
    age_minutes = serializers.IntegerField(allow_null=True)
    is_old = serializers.BooleanField()
    files = serializers.ListField(child=serializers.CharField())
    print = serializers.BooleanField(help_text="whether the PDF could be made")


class OutagePackViewSet(ViewSet):
    """What is on hand when the portal is down: its age; POST makes it now. City officers.

    ``file/`` is the zip, ``print/`` the PDF.
    """

    @extend_schema(responses={200: OutagePackSchema})
    def list(self, request):
        allow(request.user)
        return HttpResponse(dumps(status()), content_type="application/json")

    @extend_schema(request=None, responses={201: OutagePackSchema})
    def create(self, request):
        allow(request.user)
        make_pack(request.build_absolute_uri("/")[:-1])
        return HttpResponse(dumps(status()), status=201, content_type="application/json")

    @extend_schema(responses={(200, "application/zip"): OpenApiTypes.BINARY})
    @action(detail=False, methods=["get"])
    def file(self, request):
        allow(request.user)
        return zip_response(request.user)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=False, methods=["get"])
    def print(self, request):
        allow(request.user)
        return print_response(request.user)


ROUTES = {"outage-pack": OutagePackViewSet}
