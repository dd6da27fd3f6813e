"""Plans and what they say. The loop stands in ``plans/loops.py``."""

from .plan import Plan, PlanStep
from .rules import Rule, RuleBook
from .versions import PlanVersion, RestNote, Section

__all__ = ["Plan", "PlanStep", "PlanVersion", "RestNote", "Rule", "RuleBook", "Section"]
