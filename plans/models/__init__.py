"""Plans, what they say, and what reviewers put down of them. The loop stands in ``plans/loops.py``."""

from .plan import Plan, PlanClaim, PlanStep
from .review import CheckSignature, CheckVerdict, Condition, Remark, Signed, Verdict
from .routes import Route, SigningUnit, Tier
from .versions import PlanVersion, Section

__all__ = [
    "CheckSignature",
    "CheckVerdict",
    "Condition",
    "Plan",
    "PlanClaim",
    "PlanStep",
    "PlanVersion",
    "Remark",
    "Route",
    "Section",
    "Signed",
    "SigningUnit",
    "Tier",
    "Verdict",
]
