"""Plans and what they say. The loop stands in ``plans/loops.py``."""

from .attachments import PlanAttachment
from .plan import Plan, PlanStep
from .uses import SectionUse
from .versions import PlanVersion, Section

__all__ = ["Plan", "PlanAttachment", "PlanStep", "PlanVersion", "Section", "SectionUse"]
