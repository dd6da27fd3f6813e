"""Opening a link with the last four digits of the firm's phone: counted before they are compared.

Both counts stand in the database, so that they hold with Redis away and under a race: of a hundred endings sent
at once five are looked at. Five wrong ones close the link for good; an address that tries many links is shut
out for a quarter of an hour.
"""

import secrets
from dataclasses import dataclass

from django.db import connection
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts import throttling
from accounts.signing_log import address_of

from .incoming import mark_opened
from .models import MOST_WRONG, CollectionLink
from .tokens import digest_of, ending_of

COOKIE, HOURS = "collect", 12
PER_ADDRESS = 30  # an office, or a carrier's gateway, stands behind one address

_COUNT = """
UPDATE gathering_collectionlink SET wrong = wrong + 1 WHERE id = %s AND wrong < %s RETURNING wrong
"""


@dataclass(frozen=True)
class Opening:
    """What a try at an ending came to: ``opened``, or until when the address is shut, or how many are left."""

    opened: bool = False
    until: object = None
    left: int = 0


def link_of(token):
    """The link with this token, whatever became of it, or None."""
    links = CollectionLink.objects.select_related("enterprise", "made_by")
    return links.filter(digest=digest_of(token)).first()


def try_ending(request, link, ending):
    """One try at the ending of a link that still opens."""
    address = f"link:{address_of(request)}"
    until = throttling.count(address, PER_ADDRESS)
    if until:
        return Opening(until=until)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [link.pk, MOST_WRONG])
        counted = cursor.fetchone()
    if counted is None:
        return Opening()
    right = ending_of(link.enterprise.contact_phone)
    if not right or not constant_time_compare(ending, right):
        return Opening(left=MOST_WRONG - counted[0])
    with connection.cursor() as cursor:  # the right one is not counted as wrong
        cursor.execute("UPDATE gathering_collectionlink SET wrong = wrong - 1 WHERE id = %s", [link.pk])
    throttling.take_back(address, PER_ADDRESS)
    mark_opened(link)
    return Opening(opened=True)


def remember(response, request, link):
    """This phone gave the right ending of this link; told to no other address of the portal."""
    response.set_cookie(
        COOKIE,
        _mark(link),
        HOURS * 3600,
        path=request.path,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def is_opened(request, link):
    """Whether this phone gave the right ending, and the firm's phone is still the same."""
    return secrets.compare_digest(request.COOKIES.get(COOKIE, "").encode(), _mark(link).encode())


def _mark(link):
    said = f"{link.digest}:{link.enterprise.contact_phone}"
    return salted_hmac("gathering.opened", said, algorithm="sha256").hexdigest()
