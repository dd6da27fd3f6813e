"""How ``/api/v1/me/`` appears in the OpenAPI document."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers


class PostUnit(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class PostRegion(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class Post(serializers.Serializer):
    """One appointment in force."""

    role = serializers.CharField()
    unit = PostUnit()
    region = PostRegion()
    since = serializers.DateTimeField()


class MeToken(serializers.Serializer):
    """The token the request came with; null for a browser's session."""

    name = serializers.CharField()
    write = serializers.BooleanField()
    expires_at = serializers.DateTimeField()


class Me(serializers.Serializer):
    id = serializers.IntegerField()
    username = serializers.CharField()
    name = serializers.CharField()
    posts = Post(many=True)
    token = MeToken(allow_null=True)


me_described = extend_schema_view(list=extend_schema(responses=Me))


class TokenScheme(OpenApiAuthenticationExtension):
    """``Authorization: Token lzb_…`` in the OpenAPI document."""

    target_class = "accounts.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema):
        words = "Authorization: Token lzb_…"
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": words}
