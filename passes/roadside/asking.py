"""How often one may ask for a pass by its number: guessing must not pay, a busy checkpoint must not be shut out."""

import ipaddress
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.signing_log import address_of
from passes.models import Asking

LIMIT = 30  # questions without an answer, from one address (a whole checkpoint may stand behind it)
WINDOW = timedelta(minutes=10)

_COUNT = """
INSERT INTO passes_asking AS a (address, since, failures) VALUES (%(address)s, %(now)s, 1)
ON CONFLICT (address) DO UPDATE SET
  failures = CASE WHEN a.since + %(window)s <= %(now)s THEN 1 ELSE a.failures + 1 END,
  since = CASE WHEN a.since + %(window)s <= %(now)s THEN %(now)s ELSE a.since END
RETURNING failures
"""


def may_ask(request):
    """Count a question before it is answered: of a hundred sent at once no more than the limit are looked up."""
    now = timezone.now()  # noqa: TID251  doors open by real time
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"address": _address(request), "now": now, "window": WINDOW})
        [failures] = cursor.fetchone()
    if failures == 1:
        forget_old()
    return failures <= LIMIT


def found(request):
    """The question had an answer: it is not held against the address."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE passes_asking SET failures = greatest(failures - 1, 0) WHERE address = %s",
            [_address(request)],
        )


def forget_old():
    """Addresses whose window is over are not kept. Returns how many went."""
    before = timezone.now() - WINDOW  # noqa: TID251
    return Asking.objects.filter(since__lt=before).delete()[0]


def _address(request):
    """Who asks, as a digest: the address the portal's own proxy saw; of IPv6 the network of a home or office,
    since one phone has as many addresses there as it likes.
    """
    seen = ipaddress.ip_address(address_of(request))
    if seen.version == 6:
        seen = seen.ipv4_mapped or ipaddress.ip_network((seen, 64), strict=False)
    return salted_hmac("passes.asking", str(seen)).hexdigest()
