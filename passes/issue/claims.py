"""What the signed code of a pass says, as CBOR claims (CWT, RFC 8392): docs/formats/pass-code.md is its page.

No name, no telephone, no identity number: plate, dates, ends, goods and the pass's own id, by which it is revoked.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings

from signing.envelope import Fault, to_text

VERSION = 1
ISSUER, EXPIRES, NOT_BEFORE, ISSUED, ID, PASS = 1, 4, 5, 6, 7, -70001
PURPOSE = "pass"


@dataclass(frozen=True)
class PassCode:
    """A code's claims as people mean them; ``hours`` is (from, to) in minutes after midnight, or None."""

    uid: uuid.UUID
    issuer: str
    type: str
    plate: str
    origin: str
    destination: str
    goods: str
    hours: tuple | None
    valid_from: datetime
    valid_until: datetime
    issued_at: datetime


def claims_of(one):
    """The claims of a pass that is being issued; moments in whole seconds."""
    return {
        ISSUER: settings.OWN_REGION,
        EXPIRES: int(one.valid_until.timestamp()),
        NOT_BEFORE: int(one.valid_from.timestamp()),
        ISSUED: int(one.issued_at.timestamp()),
        ID: one.uid.bytes,
        PASS: [
            VERSION,
            one.type.code,
            one.plate,
            one.origin.code,
            one.destination.code,
            one.goods_category,
            list(one.hours) if one.hours else None,
        ],
    }


def read_claims(claims):
    """The ``PassCode`` of opened claims. Raises ``Fault``: "unknown_version" for a later form, else "unreadable"."""
    body = claims.get(PASS)
    if not isinstance(body, list) or not body or type(body[0]) is not int:
        raise Fault("unreadable")
    if body[0] != VERSION:
        raise Fault("unknown_version")
    if set(claims) != {ISSUER, EXPIRES, NOT_BEFORE, ISSUED, ID, PASS} or len(body) != 7:
        raise Fault("unreadable")
    words, hours = body[1:6], body[6]
    whole = all(
        type(claims[key]) is int and 0 <= claims[key] < 2**33 for key in (EXPIRES, NOT_BEFORE, ISSUED)
    )
    known = isinstance(claims[ISSUER], str) and isinstance(claims[ID], bytes) and len(claims[ID]) == 16
    if not (whole and known and all(isinstance(word, str) for word in words) and _are_hours(hours)):
        raise Fault("unreadable")
    if claims[NOT_BEFORE] >= claims[EXPIRES]:
        raise Fault("unreadable")
    moments = {
        "valid_from": claims[NOT_BEFORE],
        "valid_until": claims[EXPIRES],
        "issued_at": claims[ISSUED],
    }
    return PassCode(
        uuid.UUID(bytes=claims[ID]),
        claims[ISSUER],
        *words,
        tuple(hours) if hours else None,
        **{name: datetime.fromtimestamp(seconds, UTC) for name, seconds in moments.items()},
    )


def _are_hours(hours):
    if hours is None:
        return True
    two = isinstance(hours, list) and len(hours) == 2 and all(type(hour) is int for hour in hours)
    return two and 0 <= hours[0] < 1440 and 0 < hours[1] <= 1440 and hours[0] != hours[1]


def address(sealed, base):
    """The text of the QR code: an upper-case address, which any phone's own scanner opens.

    ``base`` is the portal's address ("https://portal.example"); host names do not tell case apart.
    """
    return f"{base.upper().rstrip('/')}/V/{to_text(sealed)}"


def letters_of(text):
    """The code's letters of a scanned address, or of the letters alone; None for what is no code of this form."""
    found = text.strip()
    _front, mark, letters = found.rpartition("/V/")
    letters = letters if mark else found
    return letters if letters and set(letters) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") else None
