"""Plans, what they say, what reviewers put down of them, and the loops that run under them."""

from .attachments import PlanAttachment
from .loops import Loop, LoopStep
from .plan import Plan, PlanClaim, PlanStep
from .review import CheckSignature, CheckVerdict, Condition, Remark, Signed, Verdict
from .routes import Route, SigningUnit, Tier
from .rules import Rule, RuleBook
from .uses import SectionUse
from .versions import PlanVersion, RestNote, Section

__all__ = [
    "CheckSignature",
    "CheckVerdict",
    "Condition",
    "Loop",
    "LoopStep",
    "Plan",
    "PlanAttachment",
    "PlanClaim",
    "PlanStep",
    "PlanVersion",
    "Remark",
    "RestNote",
    "Route",
    "Rule",
    "RuleBook",
    "Section",
    "SectionUse",
    "Signed",
    "SigningUnit",
    "Tier",
    "Verdict",
]
