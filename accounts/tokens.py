"""API tokens: shown once, kept only as a digest, read-only unless said otherwise."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import authentication, exceptions, permissions

from . import gates
from .models import ApiToken

_PREFIX = "lzb_"


def digest_of(key):
    """SHA-256 suffices: the key itself is 256 random bits, not a password."""
    return hashlib.sha256(key.encode()).hexdigest()


def create_token(user, *, name, write=False, days=90):
    """A new token for ``user``; returns (record, key). The key cannot be seen again."""
    key = _PREFIX + secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(days=days)  # noqa: TID251  tokens live in real time
    return user.tokens.create(name=name, write=write, digest=digest_of(key), expires_at=expires), key


def revoke_token(token):
    """The key stops working at once."""
    token.revoked_at = timezone.now()  # noqa: TID251
    token.save(update_fields=["revoked_at"])


def revoke_tokens_of(user):
    """All keys of a person stop working at once: they leave, or a key may have been seen by others."""
    user.tokens.filter(revoked_at=None).update(revoked_at=timezone.now())  # noqa: TID251


class TokenAuthentication(authentication.BaseAuthentication):
    """``Authorization: Token lzb_…``."""

    def authenticate(self, request):
        kind, _sep, key = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "token":
            return None
        now = timezone.now()  # noqa: TID251
        token = (
            ApiToken.objects.select_related("user")
            .filter(digest=digest_of(key.strip()), revoked_at=None, expires_at__gt=now, user__left_at=None)
            .first()
        )
        if token is None:
            raise exceptions.AuthenticationFailed(_("令牌无效、已停用或已到期。"), code="invalid_token")
        if token.last_used_at is None or now - token.last_used_at > timedelta(hours=1):
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)  # once an hour: reads stay reads
        return token.user, token

    def authenticate_header(self, request):
        return "Token"


class MayUseRest(permissions.BasePermission):
    """Signed in, and with a token that may write if this writes."""

    message = _("此令牌只能读取。")

    def has_permission(self, request, view):
        if not (request.user and request.user.is_authenticated):
            return False
        # A token proved itself when it was made; a browser's session has to stand as it does for pages.
        if request.auth is None and (gate := gates.standing(request)):
            raise exceptions.PermissionDenied(gate.sentence, code=gate.code)
        return request.method in permissions.SAFE_METHODS or request.auth is None or request.auth.write
