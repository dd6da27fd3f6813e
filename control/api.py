"""What control answers over REST."""

from .disqualif_api import ROUTES as DISQUALIFICATION

ROUTES = {**DISQUALIFICATION}
