"""REST that belongs to no single app: imports of every registered kind."""

from .sheets.api import routes

ROUTES = routes()
