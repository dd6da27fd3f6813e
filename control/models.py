"""Verbs over all that lies below: the one-key switch, disqualification."""

from .disqualification.models import Disqualification, DisqualificationStep, Statement
from .switch.models import PreparedStep, PreparedSwitch, Switch, SwitchPreview

__all__ = [
    "Disqualification",
    "DisqualificationStep",
    "PreparedStep",
    "PreparedSwitch",
    "Statement",
    "Switch",
    "SwitchPreview",
]
