"""What the environment says: the mode, where things lie, and which secrets must not be missing."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]
MODE = os.environ.get("PORTAL_MODE", "local")
if MODE not in {"local", "test", "production"}:
    raise ImproperlyConfigured(f"PORTAL_MODE must be local, test or production, not {MODE!r}.")
PRODUCTION = MODE == "production"


def secret(name, *, local):
    """The secret NAME; outside production ``local`` stands in, in production its absence is fatal."""
    value = os.environ.get(name, "")
    if value or not PRODUCTION:
        return value or local
    raise ImproperlyConfigured(f"{name} is not set: production starts only with its secrets.")


def listed(name, default=""):
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


HOME = Path(os.environ.get("PORTAL_HOME", BASE_DIR / "var"))
