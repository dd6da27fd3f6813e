"""People, the units they belong to, the appointments by which they may act, and how they sign in."""

from .appointments import Appointment
from .history import Remembered, WithRequest
from .reading import Reading
from .roles import ADMINISTRATORS, BELOW, Role
from .signing import RecoveryCode, SignIn, Throttle
from .tokens import ApiToken
from .units import Unit
from .users import User

__all__ = [
    "ADMINISTRATORS",
    "BELOW",
    "ApiToken",
    "Appointment",
    "Reading",
    "RecoveryCode",
    "Remembered",
    "Role",
    "SignIn",
    "Throttle",
    "Unit",
    "User",
    "WithRequest",
]
