"""Plans and what they say. The loop stands in ``plans/loops.py``."""

from .plan import Plan, PlanStep
from .versions import PlanVersion, Section

__all__ = ["Plan", "PlanStep", "PlanVersion", "Section"]
