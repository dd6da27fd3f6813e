"""The portal's time: what the domain asks instead of Django's ``timezone.now``.

With the demonstration the clock starts at its own moment (8 a.m. of 12 September 2022) and runs on from there,
also after a restart, because only its distance from real time is kept. Sessions, tokens, Celery and logs use
real time.
"""

from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.utils import timezone

_standing = None  # a moment at which the clock stands still: while the loader replays, and in tests
_running = None  # (real moment it was read, offset, label), re-read now and then
_REREAD = timedelta(seconds=30)


def now() -> datetime:
    """The present moment of the portal, aware, in UTC."""
    if _standing is not None:
        return _standing
    return _real() + _setting()[1]


def today() -> date:
    """The present day in the city's time zone."""
    return timezone.localtime(now()).date()


def day_start(day: date) -> datetime:
    """Midnight at which ``day`` begins in the city; a day is [midnight, next midnight)."""
    return timezone.make_aware(datetime.combine(day, time()))


def day_of(moment: datetime) -> date:
    """The city's day in which ``moment`` falls."""
    return timezone.localtime(moment).date()


@contextmanager
def standing_at(moment: datetime):
    """Within the block the clock stands at ``moment``, for the whole process."""
    global _standing
    before, _standing = _standing, moment
    try:
        yield
    finally:
        _standing = before


def start_demonstration(moment: datetime, label: str) -> None:
    """From here on the clock runs from ``moment``; the portal is marked as a demonstration.

    Raises ``RuntimeError`` in production mode, which must keep real time.
    """
    from django.conf import settings

    from .models import Demonstration

    if settings.PRODUCTION:
        raise RuntimeError("A portal in production keeps real time and holds no demonstration data.")
    Demonstration.objects.update_or_create(pk=1, defaults={"offset": moment - _real(), "label": label})
    forget()


def demonstration() -> str:
    """The label of the demonstration this portal shows, or an empty string."""
    return _setting()[2]


def forget() -> None:
    """Read the offset anew at the next question."""
    global _running
    _running = None


def _real():
    return timezone.now()  # noqa: TID251  the one place that may


def _setting():
    global _running
    if _running is None or _real() - _running[0] > _REREAD:
        from .models import Demonstration

        row = Demonstration.objects.values_list("offset", "label").first()
        _running = (_real(), *(row or (timedelta(0), "")))
    return _running
