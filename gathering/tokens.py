"""A link's token: unguessable, kept only as a digest, and made again when its slip is printed again.

The token is an HMAC under the portal's own key over a random seed: a copy of the database opens no link, and
an officer who lost the slip at two in the morning prints the same one.
"""

import base64
import hashlib
import secrets

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

_SALT = "gathering.link"


def new_seed():
    return secrets.token_hex(32)


def token_of(seed):
    """256 bits in 43 signs that survive a chat and a link."""
    made = salted_hmac(_SALT, seed, secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def digest_of(token):
    """SHA-256 suffices: the token itself is 256 bits, not a password."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(link, request):
    """The link as forwarded, or '' where the portal's key has changed since it was made."""
    token = token_of(link.seed)
    if not secrets.compare_digest(digest_of(token), link.digest):
        return ""
    return request.build_absolute_uri(reverse("gathering:task", args=[token]))


def ending_of(phone):
    """The last four digits of a telephone number, '' where it has fewer."""
    digits = "".join(sign for sign in phone if sign in "0123456789")
    return digits[-4:] if len(digits) >= 4 else ""
