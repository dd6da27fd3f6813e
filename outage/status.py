"""How old the pack is, and what lies in it; who may make and take it."""

from django.utils import timezone

from accounts.models import Role
from workflow.errors import NotYours

from .writing import CURRENT, PRINT, ZIP, folder, made_at

OLD_MINUTES = 90  # an hourly pack that is older has been missed


def allow(user):
    """It holds everybody's passes and telephones: the city's officers alone. Raises ``NotYours``."""
    if not user.holds(Role.CITY):
        raise NotYours


def status():
    """{made_at, age_minutes, is_old, files, print}; ``made_at`` is None where there is none."""
    made = made_at()
    age = None if made is None else int((timezone.now() - made).total_seconds() // 60)  # noqa: TID251  real time
    current = folder() / CURRENT
    files = sorted(file.name for file in current.iterdir()) if made and current.is_dir() else []
    return {
        "made_at": made,
        "age_minutes": age,
        "is_old": age is None or age > OLD_MINUTES,
        "files": files,
        "print": PRINT in files,
    }


def sheets():
    """The PDF of all of it, open for reading. Raises ``FileNotFoundError``."""
    return (folder() / CURRENT / PRINT).open("rb")


def whole():
    """The zip, open for reading. Raises ``FileNotFoundError``."""
    return (folder() / ZIP).open("rb")
