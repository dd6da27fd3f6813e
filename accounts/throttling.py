"""Failed sign-ins counted in one statement in the database, so that it holds with Redis away and under a race.

An attempt is counted *before* its password is looked at, and the count is taken back when the password was
right: of a hundred guesses sent at once five are looked at, not a hundred. Real time throughout.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import ngettext

from .models import SignIn, Throttle
from .signing_log import address_of, write

PAUSE = timedelta(minutes=15)
PER_ACCOUNT = 5
# A whole office stands behind one address: five mistypings of thirty people must not shut all of them out.
PER_ADDRESS = 30

_COUNT = """
INSERT INTO accounts_throttle AS t (key, failures, last_at, until)
VALUES (%(key)s, 1, %(now)s, NULL)
ON CONFLICT (key) DO UPDATE SET
  failures = CASE WHEN coalesce(t.until, t.last_at + %(pause)s) <= %(now)s THEN 1 ELSE t.failures + 1 END,
  until = CASE WHEN coalesce(t.until, t.last_at + %(pause)s) <= %(now)s THEN NULL
               WHEN t.until IS NOT NULL THEN t.until
               WHEN t.failures + 1 >= %(limit)s THEN %(now)s + %(pause)s END,
  last_at = %(now)s
RETURNING failures, until
"""


@dataclass(frozen=True)
class Attempt:
    """One try at a password: what it is counted under, and until when the door stays shut (None: open)."""

    account: str
    address: str
    until: datetime | None


def begin_attempt(request, typed, user=None):
    """Count one attempt on the account and from the address, before the password is looked at."""
    account, address = account_key(typed, user), f"address:{address_of(request)}"
    # Both are counted whatever the first says: two statements, always in this order, so nobody deadlocks.
    shut = [count(account, PER_ACCOUNT), count(address, PER_ADDRESS)]
    until = max((one for one in shut if one), default=None)
    if until:
        write(request, SignIn.Outcome.THROTTLED, user=user, typed=typed)
    return Attempt(account, address, until)


def succeed(attempt):
    """The password was right: the account starts anew, and the address is not charged for this attempt."""
    Throttle.objects.filter(key=attempt.account).delete()
    take_back(attempt.address, PER_ADDRESS)


def take_back(key, limit):
    """What was counted just now was no failure."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_throttle SET failures = greatest(failures - 1, 0),"
            " until = CASE WHEN failures > %s THEN until END WHERE key = %s",
            [limit, key],
        )


def lift(user):
    """Let this person try again at once, passwords and codes. True if anything was counted."""
    return bool(Throttle.objects.filter(key__in=_keys(user)).delete()[0])


def shut_until(user):
    """Until when this person cannot sign in, or None."""
    return (
        Throttle.objects.filter(key__in=_keys(user), until__gt=timezone.now())  # noqa: TID251  real time
        .values_list("until", flat=True)
        .first()
    )


def account_key(typed, user):
    """A name nobody has is counted like any other: the answer must not tell which names exist."""
    return f"user:{user.pk}" if user else f"name:{typed.strip().lower()[:50]}"


def _keys(user):
    return [account_key("", user), account_key(f"code:{user.pk}", None)]


def count(key, limit):
    """Count one try under ``key``; until when the door is shut, or None where this try is still looked at."""
    now = timezone.now()  # noqa: TID251  doors open by real time
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key, "now": now, "pause": PAUSE, "limit": limit})
        failures, until = cursor.fetchone()
    return until if failures > limit else None  # the attempt that shuts the door is still looked at


def sentence(until):
    """When one may try again, in words."""
    left = minutes_until(until)
    return ngettext(
        "密码连续错误过多，已暂停登录。请约%(left)d分钟后再试，或请上级账号管理员解除。",
        "密码连续错误过多，已暂停登录。请约%(left)d分钟后再试，或请上级账号管理员解除。",
        left,
    ) % {"left": left}


def minutes_until(until):
    """Whole minutes from now, at least one."""
    return max(1, -int((timezone.now() - until).total_seconds() // 60))  # noqa: TID251  real time
