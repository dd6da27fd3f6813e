"""What a phone at a post asks and sends. Only a phone's own token opens it, and that token opens nothing else."""

import binascii
from base64 import urlsafe_b64decode

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.viewsets import ViewSet

from clock import clock
from passes.roadside import asking
from ui.problems import problem
from ui.rest import dumps

from . import schemas
from .lists import current_edition, signed_list, signed_moment
from .models import Device
from .records import MOST, take_in
from .services import enrol
from .tokens import DeviceAuthentication, IsDevice
from .words import BAD_BODY, TOO_MANY, TOO_OFTEN

NONCE = 8  # bytes at least, 32 at most
SINCE = OpenApiParameter("since", int, description="the number of the list the phone has; 0: none")
ASKED = OpenApiParameter("nonce", str, required=True, description="8 to 32 random bytes, URL-safe base64")


class CheckpointViewSet(ViewSet):
    """The checkpoint page's own interface: ``Authorization: Device lzd_…``."""

    authentication_classes = [DeviceAuthentication]
    permission_classes = [IsDevice]

    @extend_schema(request={"application/json": schemas.ENROL}, responses={201: schemas.ENROLLED}, auth=[])
    @action(
        detail=False,
        methods=["post"],
        url_path="enrol",
        authentication_classes=[],
        permission_classes=[AllowAny],
    )
    def enrol(self, request):
        """A phone's one-time code for a token, which is told here and never again."""
        if not asking.may_ask(request):
            return problem(429, "throttled", TOO_OFTEN)
        code, name = (str(request.data.get(key) or "") for key in ("code", "name"))
        device, token = enrol(code, name=name)
        asking.found(request)
        return answered({"token": token, **told(device)}, 201)

    @extend_schema(responses={200: schemas.PHONE})
    @action(detail=False, methods=["get"], url_path="phone")
    def phone(self, request):
        """Which post this phone belongs to."""
        return answered(told(request.auth))

    @extend_schema(
        parameters=[SINCE, ASKED],
        responses={(200, "application/cose"): OpenApiTypes.BINARY, 304: None},
    )
    @action(detail=False, methods=["get"], url_path="list", url_name="signed-list")
    def signed_list(self, request):
        """The signed list since the phone's number, or 304; in either case the signed time in ``Portal-Time``."""
        since, nonce = _number(request.GET.get("since", "0")), _nonce(request.GET.get("nonce", ""))
        if since is None or nonce is None:
            return problem(400, "bad_parameters", BAD_BODY)
        edition = current_edition()
        tag = f'"{edition.number}"'
        same = request.headers.get("If-None-Match") == tag and since == edition.number
        response = (
            HttpResponse(status=304)
            if same
            else HttpResponse(signed_list(edition, since), content_type="application/cose")
        )
        response["ETag"], response["Cache-Control"] = tag, "no-store"
        response["Portal-Time"] = signed_moment(edition, nonce)
        Device.objects.filter(pk=request.auth.pk).update(synced_at=clock.now(), list_number=since or None)
        return response

    @extend_schema(request={"application/json": schemas.SENT}, responses={200: schemas.TAKEN})
    @action(detail=False, methods=["post"], url_path="records")
    def records(self, request):
        """Shifts and records, at most a thousand; each is kept once however often it is sent."""
        shifts, checks = request.data.get("shifts", []), request.data.get("checks", [])
        if not isinstance(shifts, list) or not isinstance(checks, list):
            return problem(400, "bad_parameters", BAD_BODY)
        if len(checks) > MOST or len(shifts) > MOST:
            return problem(413, "too_many", TOO_MANY)
        taken = take_in(request.auth, shifts=shifts, checks=checks)
        return answered({"outcomes": taken.outcomes, "known": taken.known})


def told(device):
    """What a phone shows of itself."""
    post = device.post
    return {
        "phone": device.name,
        "post": {
            "id": post.pk,
            "name": post.name,
            "region": post.region.name,
            "unit": post.unit.name,
            "telephone": post.phone or post.unit.duty_phone,
        },
    }


def answered(body, status=200):
    response = HttpResponse(dumps(body), content_type="application/json", status=status)
    response["Cache-Control"] = "no-store"
    return response


def _number(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _nonce(text):
    try:
        nonce = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
    return nonce if NONCE <= len(nonce) <= 32 else None
