"""What is gathered for plans: collection links with what comes through them, and the parks' templates."""

from .links import OPEN, CollectionLink, LinkStep
from .incoming import Incoming
from .templates import ParkTemplate

__all__ = ["OPEN", "CollectionLink", "Incoming", "LinkStep", "ParkTemplate"]
