"""Secrets, signing keys, hosts and what browsers are told to keep to."""

import os

from .environment import PRODUCTION, listed, secret

SECRET_KEY = secret("PORTAL_SECRET_KEY", local="local-only-not-a-secret")
FIELD_KEY = secret("PORTAL_FIELD_KEY", local="bG9jYWwtb25seS1ub3QtYS1zZWNyZXQtMzItYnl0ZXM=")
DEBUG = False
SIGNING_KEYS = listed("PORTAL_SIGNING_KEYS")  # Ed25519 seeds, URL-safe base64; else keys are kept encrypted
SIGNING_ALGORITHM = os.environ.get("PORTAL_SIGNING_ALGORITHM", "Ed25519")  # or SM2, decision 0007
ALLOWED_HOSTS = listed("PORTAL_HOSTS", "" if PRODUCTION else "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = listed("PORTAL_ORIGINS")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "object-src": ["'none'"],
    }
}
CSRF_FAILURE_VIEW = "ui.pages.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
