"""Who is on duty when, and whom to telephone."""

from .sheets import Call, CallSheet, CallStep
from .shifts import DutyShift

__all__ = ["Call", "CallSheet", "CallStep", "DutyShift"]
