"""COSE_Sign1 (RFC 9052) around CBOR claims, and its one spelling as text. Nothing here knows of Django.

A code is accepted only in its one form: base32 without padding and in upper case, CBOR in canonical form, tag 18,
the protected header {1: algorithm, 4: key id}, an empty unprotected header, nothing behind the end. Whoever
changes a bit, a letter or the order of a map gets a fault, never a second text for the same thing.
"""

import base64
import binascii
from dataclasses import dataclass

import cbor2

from .algorithms import BY_ID, SIZE

TAG = 18
LONGEST = 1200  # characters: more than any code that a camera reads
KID = 8  # bytes of a key id


class Fault(Exception):
    """Why a text is no code of ours. ``code``: unreadable, unknown_version, unknown_key, bad_signature."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Opened:
    """What a code says, once its signature is right."""

    claims: dict
    kid: bytes
    algorithm: int


def seal(claims, *, kid, algorithm, sign, purpose):
    """The signed bytes of ``claims`` (a map with integer keys). ``purpose`` separates passes from lists."""
    protected = cbor2.dumps({1: algorithm, 4: kid}, canonical=True)
    payload = cbor2.dumps(claims, canonical=True)
    signature = sign(signed_part(protected, payload, purpose))
    return cbor2.dumps(cbor2.CBORTag(TAG, [protected, {}, payload, signature]), canonical=True)


def signed_part(protected, payload, purpose):
    """The Sig_structure of RFC 9052: what the signature stands for."""
    return cbor2.dumps(["Signature1", protected, purpose.encode(), payload], canonical=True)


def open_sealed(data, *, key_of, purpose):
    """The claims of signed bytes. ``key_of(kid, algorithm) -> public bytes or None``. Raises ``Fault``."""
    whole = _canonical(data)
    if not isinstance(whole, cbor2.CBORTag) or whole.tag != TAG:
        raise Fault("unreadable")
    parts = whole.value
    if not isinstance(parts, list | tuple) or len(parts) != 4:
        raise Fault("unreadable")
    protected, unprotected, payload, signature = parts
    if not all(isinstance(part, bytes) for part in (protected, payload, signature)) or unprotected != {}:
        raise Fault("unreadable")
    header, claims = _canonical(protected), _canonical(payload)
    if not _is_map(header, {1, 4}) or not isinstance(claims, dict) or len(signature) != SIZE:
        raise Fault("unreadable")
    algorithm, kid = header[1], header[4]
    if type(algorithm) is not int or not isinstance(kid, bytes) or len(kid) != KID:
        raise Fault("unreadable")
    public = key_of(kid, algorithm) if algorithm in BY_ID else None
    if public is None:
        raise Fault("unknown_key")
    if not BY_ID[algorithm].is_right(public, signed_part(protected, payload, purpose), signature):
        raise Fault("bad_signature")
    return Opened(claims, kid, algorithm)


def to_text(data):
    """Bytes as the letters of a code: base32, upper case, no padding (the alphanumeric mode of a QR code)."""
    return base64.b32encode(data).decode().rstrip("=")


def from_text(text):
    """The bytes of a code's letters. Raises ``Fault`` for any spelling but the one ``to_text`` gives."""
    if not text or len(text) > LONGEST or not text.isascii():
        raise Fault("unreadable")
    try:
        data = base64.b32decode(text + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError) as error:
        raise Fault("unreadable") from error
    if to_text(data) != text:
        raise Fault("unreadable")
    return data


def _canonical(data):
    """Decoded CBOR, if the bytes are its canonical form and nothing else."""
    try:
        value = cbor2.loads(
            data, allow_indefinite=False, allow_duplicate_keys=False, max_depth=8, str_errors="strict"
        )
        same = cbor2.dumps(value, canonical=True) == data
    except Exception as error:  # the library raises many kinds; for a reader they are one
        raise Fault("unreadable") from error
    if not same:
        raise Fault("unreadable")
    return value


def _is_map(value, keys):
    return isinstance(value, dict) and set(value) == keys
