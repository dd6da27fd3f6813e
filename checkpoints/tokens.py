"""Phones at posts prove themselves by a token of their own, which opens nothing but what is made for phones."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions, permissions

from .models import Device
from .services import digest_of


class DeviceAuthentication(authentication.BaseAuthentication):
    """``Authorization: Device lzd_…``. There is no user: a phone at a post is nobody's account."""

    def authenticate(self, request):
        kind, _sep, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "device":
            return None
        devices = Device.objects.select_related("post__region", "post__unit")
        device = devices.filter(digest=digest_of(token.strip())).first()
        if device is None:
            raise exceptions.AuthenticationFailed(_("这部手机没有登记。"), code="unknown_device")
        if device.cut_off_at is not None:
            raise exceptions.AuthenticationFailed(_("这部手机已停用。"), code="device_cut_off")
        return None, device

    def authenticate_header(self, request):
        return "Device"


class IsDevice(permissions.BasePermission):
    def has_permission(self, request, view):
        return isinstance(request.auth, Device)


class DeviceScheme(OpenApiAuthenticationExtension):
    target_class = DeviceAuthentication
    name = "deviceAuth"

    def get_security_definition(self, auto_schema):
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Device lzd_…"}
