"""Where things are kept: PostgreSQL, Redis, sessions, uploaded files, static files."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url

from .environment import BASE_DIR, HOME, MODE, secret

DATABASES = {
    "default": dj_database_url.parse(
        secret("DATABASE_URL", local="postgresql:///portal"), conn_max_age=60, conn_health_checks=True
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = secret("REDIS_URL", local="redis://127.0.0.1:6379/0")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("PORTAL_STATIC", BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "luzhou_bubble.finders.LookFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "luzhou_bubble.storage.Storage"
    },
}
if MODE == "test":
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = HOME / "files"  # outside the web root: served by views that ask who is asking
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
