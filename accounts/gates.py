"""What stands between a right password and the portal: an idle session, a second factor, a first password.

Everything is told from the session and the person alone: no statement is sent for a session in good order.
"""

import time
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

SEEN, FACTOR = "seen_at", "second_factor"  # names in the session
STEP = 60  # seconds; the session is written at most once a minute


@dataclass(frozen=True)
class Gate:
    """``passable`` are the pages one may still see; every other leads to ``page``."""

    code: str
    sentence: Any
    page: str = ""
    passable: frozenset = field(default_factory=frozenset)


LOCKED = Gate("session_locked", _("会话已锁定，请先在页面上解锁。"))
VERIFY = Gate(
    "second_factor_needed",
    _("请先输入动态码。"),
    "accounts:verify",
    frozenset({"accounts:verify", "accounts:sign_out"}),
)
PASSWORD = Gate(
    "password_change_needed",
    _("请先修改初始密码。"),
    "accounts:password",
    frozenset({"accounts:password", "accounts:sign_out"}),
)
ENROL = Gate(
    "second_factor_missing",
    _("请先开通双因子登录。"),
    "accounts:factor",
    frozenset({"accounts:factor", "accounts:recovery_codes", "accounts:sign_out"}),
)


def standing(request):
    """The gate this session has still to pass, or None."""
    user, session = request.user, request.session
    if idle_for(session) > settings.PORTAL_IDLE_MINUTES * 60:
        return LOCKED
    if settings.SECOND_FACTOR != "off" and user.second_factor_since and not verified(request):
        return VERIFY
    if user.must_change_password:
        return PASSWORD
    if settings.SECOND_FACTOR == "required" and not user.second_factor_since:
        return ENROL
    return None


def verified(request):
    """Whether this session showed the second factor that stands now; one set up anew asks again."""
    return request.session.get(FACTOR) == mark_of(request.user)


def mark_of(user):
    return user.second_factor_since and user.second_factor_since.isoformat()


def idle_for(session):
    """Seconds since the last request; 0 for a session that never was at a page."""
    seen = session.get(SEEN)
    return max(0, time.time() - seen) if seen else 0


def touch(session, *, now=False):
    """This session is in use."""
    if now or not session.get(SEEN) or idle_for(session) > STEP:
        session[SEEN] = int(time.time())


def for_a_wall(view):
    """A page that hangs on a wall and refreshes itself: it stays readable when the session locks, and reading it
    keeps no session awake. It shows nothing personal and takes no answers."""
    view.for_a_wall = True
    return view


def seen_at_sign_in(sender, request, user, **more):
    touch(request.session, now=True)
