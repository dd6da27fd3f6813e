"""Control periods as facts: what is controlled, how, from when to when, by which notice."""

from .kinds import ControlKind
from .notices import NoticeFile
from .periods import ControlPeriod, PeriodStep, PeriodTerm, Phase
from .releases import PeriodRelease

__all__ = [
    "ControlKind",
    "ControlPeriod",
    "NoticeFile",
    "PeriodRelease",
    "PeriodStep",
    "PeriodTerm",
    "Phase",
]
