"""The public keys, for whoever writes a checker: no login, small, with an ETag."""

import base64
import hashlib

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.viewsets import ViewSet

from clock import clock
from ui.rest import dumps

from .models import SigningKey


class KeySchema(serializers.Serializer):
    kid = serializers.CharField(help_text="8 bytes as hex")
    alg = serializers.IntegerField(help_text="-8 Ed25519, -70002 SM2 with SM3")
    key = serializers.CharField(help_text="the public key, URL-safe base64 without padding")
    accepted_until = serializers.DateTimeField(allow_null=True)


class KeysSchema(serializers.Serializer):
    keys = KeySchema(many=True)


class KeyViewSet(ViewSet):
    """Keys whose signatures are accepted now; the form of a code: docs/formats/pass-code.md."""

    permission_classes = [AllowAny]
    authentication_classes = []

    @extend_schema(responses={200: KeysSchema}, auth=[])
    def list(self, request):
        body = dumps({"keys": public_keys()})
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        response = HttpResponse(body, content_type="application/json", headers={"ETag": tag})
        patch_cache_control(response, public=True, max_age=300)
        return get_conditional_response(request, etag=tag, response=response)


def public_keys():
    """What a checker needs to know of the keys accepted now."""
    accepted = SigningKey.objects.accepted_at(clock.now())
    return [
        {
            "kid": key.kid,
            "alg": key.algorithm,
            "key": base64.urlsafe_b64encode(bytes(key.public_key)).decode().rstrip("="),
            "accepted_until": key.accepted_until,
        }
        for key in accepted
    ]


ROUTES = {"keys": KeyViewSet}
