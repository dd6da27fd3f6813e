"""Parks, enterprises, their yearly directory entries and daily returns."""

from .directory import DirectoryEntry
from .firms import Enterprise, EnterpriseQuerySet
from .parks import Named, Park, ParkQuerySet
from .returns import DailyReturn, ReturnQuerySet

__all__ = [
    "DailyReturn",
    "DirectoryEntry",
    "Enterprise",
    "EnterpriseQuerySet",
    "Named",
    "Park",
    "ParkQuerySet",
    "ReturnQuerySet",
]
