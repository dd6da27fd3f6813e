"""Plans and what they say. The loop stands in ``plans/loops.py``."""

from .attachments import PlanAttachment
from .plan import Plan, PlanStep
from .rules import Rule, RuleBook
from .uses import SectionUse
from .versions import PlanVersion, RestNote, Section

__all__ = [
    "Plan",
    "PlanAttachment",
    "PlanStep",
    "PlanVersion",
    "RestNote",
    "Rule",
    "RuleBook",
    "Section",
    "SectionUse",
]
