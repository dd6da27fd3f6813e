"""Verbs over all that lies below: disqualification."""

from .disqualif_models import Disqualification, DisqualificationStep, Statement

__all__ = ["Disqualification", "DisqualificationStep", "Statement"]
