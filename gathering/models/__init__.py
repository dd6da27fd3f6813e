"""What is gathered for plans: collection links with what comes through them, and the parks' templates."""

from .incoming import Incoming
from .links import MOST_WRONG, OPEN, CollectionLink, LinkStep
from .templates import ParkTemplate

__all__ = ["MOST_WRONG", "OPEN", "CollectionLink", "Incoming", "LinkStep", "ParkTemplate"]
