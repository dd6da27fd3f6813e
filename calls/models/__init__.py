"""Who is on duty when, and whom to telephone."""

from .shifts import DutyShift

__all__ = ["DutyShift"]
