"""Ways out of the portal: mail, telephones, electronic seals, the pack for when it is down."""

import os
from pathlib import Path

from .environment import HOME, listed

# --- mail: a folder of files until a city names its server ------------------------------------------------
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = os.environ.get("PORTAL_EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("PORTAL_EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("PORTAL_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PORTAL_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("PORTAL_EMAIL_FROM", "portal@localhost")

# --- when it is down: hourly pack, in a folder that is copied to where it is needed -----------------------------
OUTAGE_DIR = Path(os.environ.get("PORTAL_OUTAGE_DIR", HOME / "outage"))

# --- telephones: an adapter a way (notices/gateways.py); without one nothing is sent that way ----------------
GATEWAYS = {"sms": os.environ.get("PORTAL_SMS", ""), "wechat": os.environ.get("PORTAL_WECHAT", "")}
GATEWAY_DIR = HOME / "gateways"  # where notices.gateways.FileGateway writes
GATEWAY_KINDS = listed("PORTAL_GATEWAY_KINDS", "passes.VehiclePass")  # records whose notices go to telephones

# --- electronic seals: a service behind one adapter (papers/sealing.py); the portal draws none -----------------
SEALER = os.environ.get("PORTAL_SEALER", "")
SEAL_DIR = Path(os.environ.get("PORTAL_SEAL_DIR", HOME / "seal"))  # papers.sealing.FolderSealer: out/ and in/
