"""The one-key switch: what was ordered for an area at once, and what stands ready for a notice's hour."""

from .switch_models import PreparedStep, PreparedSwitch, Switch, SwitchPreview

__all__ = ["PreparedStep", "PreparedSwitch", "Switch", "SwitchPreview"]
