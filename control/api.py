"""What control answers over REST."""

from .switch_api import ROUTES as SWITCH

ROUTES = {**SWITCH}
