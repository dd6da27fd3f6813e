"""Private keys: from the environment (``PORTAL_SIGNING_KEYS``), else encrypted at rest with the field key."""

import base64
import hashlib
from functools import cache

from cryptography.fernet import Fernet
from django.conf import settings

from .algorithms import BY_ID, Ed25519
from .envelope import KID


def kid_of(public):
    """The id of a key: the first eight bytes of SHA-256 of its public half."""
    return hashlib.sha256(public).digest()[:KID]


@cache
def from_environment():
    """{kid (hex): private seed} of the Ed25519 seeds named in the settings (URL-safe base64 of 32 bytes each)."""
    found = {}
    for word in settings.SIGNING_KEYS:
        seed = base64.urlsafe_b64decode(word)
        found[kid_of(Ed25519().public_of(seed)).hex()] = seed
    return found


def encrypted(private):
    return Fernet(settings.FIELD_KEY).encrypt(private).decode()


def private_of(key):
    """The private bytes of a ``SigningKey``. Raises ``LookupError`` where neither place has them."""
    if key.kid in from_environment():
        return from_environment()[key.kid]
    if not key.private_key:
        raise LookupError(f"the private half of key {key.kid} is neither kept nor in the environment")
    return Fernet(settings.FIELD_KEY).decrypt(key.private_key.encode())


def signer_of(key):
    """A function from message to signature."""
    return BY_ID[key.algorithm].signer(private_of(key), bytes(key.public_key))
