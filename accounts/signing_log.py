"""The log of sign-ins: who, from where, how it ended."""

import ipaddress

from ui.requests import current_request_id

from .models import SignIn


def write(request, outcome, *, user=None, typed="", by=None):
    """One line of the log. ``by`` is who did it where that is not the person."""
    return SignIn.objects.create(
        user=user,
        typed=typed.strip()[:50],
        outcome=outcome,
        address=address_of(request) if request else None,
        by=by,
        request_id=current_request_id(),
    )


def address_of(request):
    """Where a request comes from: what the portal's own proxy says it saw, else the connection itself.

    Only the last address of ``X-Forwarded-For`` was written by the proxy; those before it anyone can claim.
    """
    seen = request.META.get("REMOTE_ADDR") or ""
    if seen in {"", "127.0.0.1", "::1"}:  # a proxy on this host, or a socket
        seen = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip() or seen or "127.0.0.1"
    return sane(seen)


def sane(text):
    """The address, or the unspecified one where a header holds something else."""
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return "0.0.0.0"
