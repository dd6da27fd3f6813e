"""How people sign in: passwords, the second factor, idle time."""

import os
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured

from .environment import MODE

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.NameOrPhone"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name if "." in name else f"django.contrib.auth.password_validation.{name}", **more}
    for name, more in [
        ("UserAttributeSimilarityValidator", {}),
        ("accounts.password_rules.LongEnough", {"OPTIONS": {"min_length": 10}}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]
SECOND_FACTOR = os.environ.get("PORTAL_SECOND_FACTOR", "optional")
if SECOND_FACTOR not in {"off", "optional", "required"}:
    raise ImproperlyConfigured(
        f"PORTAL_SECOND_FACTOR must be off, optional or required, not {SECOND_FACTOR!r}."
    )
OTP_TOTP_THROTTLE_FACTOR = 0  # the portal's own counter stands before it
OTP_TOTP_ISSUER = os.environ.get("PORTAL_ISSUER", "Luzhou Bubble")
PORTAL_IDLE_MINUTES = int(os.environ.get("PORTAL_IDLE_MINUTES", "20"))
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=2).total_seconds())
