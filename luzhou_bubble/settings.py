"""One settings file, read from the environment.

``PORTAL_MODE`` is ``local`` (script/run), ``test`` (script/test) or ``production``. Nothing secret has a
default in production: a missing secret stops the start and is named.
"""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
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


SECRET_KEY = secret("PORTAL_SECRET_KEY", local="local-only-not-a-secret")
FIELD_KEY = secret("PORTAL_FIELD_KEY", local="bG9jYWwtb25seS1ub3QtYS1zZWNyZXQtMzItYnl0ZXM=")
DEBUG = False
SIGNING_KEYS = listed("PORTAL_SIGNING_KEYS")  # Ed25519 seeds, URL-safe base64; else keys are kept encrypted
SIGNING_ALGORITHM = os.environ.get("PORTAL_SIGNING_ALGORITHM", "Ed25519")  # or SM2, decision 0007
ALLOWED_HOSTS = listed("PORTAL_HOSTS", "" if PRODUCTION else "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = listed("PORTAL_ORIGINS")
HOME = Path(os.environ.get("PORTAL_HOME", BASE_DIR / "var"))

# The portal's own apps, lowest layer first; pyproject.toml holds the contract between them.
LAYERS = [
    "clock",
    "regions",
    "ui",
    "accounts",
    "files",
    "workflow",
    "signing",
    "papers",
    "notices",
    "outage",
    "periods",
    "enterprises",
    "whitelist",
    "plans",
    "passes",
    "checkpoints",
    "calls",
    "control",
    "gathering",
    "stats",
    "web",
]
INSTALLED_APPS = [
    *reversed(LAYERS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",  # TemplatesSetting looks for the widgets among the apps
    "rest_framework",
    "django_filters",
    "django_htmx",
    "simple_history",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]
MIDDLEWARE = [
    "ui.requests.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.GateMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "luzhou_bubble.urls"
WSGI_APPLICATION = "luzhou_bubble.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "web.context_processors.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- stores -------------------------------------------------------------------------------------------
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

# --- people -------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.NameOrPhone"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", **more}
    for name, more in [
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"OPTIONS": {"min_length": 10}}),
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

# --- language and time --------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- the place: nothing but data and these lines makes the portal Luzhou's --------------------------------
OWN_REGION = os.environ.get("PORTAL_REGION", "510500")

# --- checkpoints --------------------------------------------------------------------------------------
CHECKPOINT_LIST_AGES = (15, 240, 1440)  # minutes: amber, red, and from then on nothing is called valid
CHECKPOINT_ENROL_MINUTES = 30  # how long a one-time code for a phone may be used
CHECKPOINT_PLACE_DAYS = 30  # after which a record no longer tells at which post it was made

# --- assets -------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("PORTAL_STATIC", BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
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

# --- security -----------------------------------------------------------------------------------------
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

# --- REST ---------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.tokens.MayUseRest"],
    "DEFAULT_RENDERER_CLASSES": ["ui.rest.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "EXCEPTION_HANDLER": "ui.problems.problem_response",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "泸州闭环生产管理 · REST",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# --- workers ------------------------------------------------------------------------------------------
CELERY_BROKER_URL = (
    REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")
    if REDIS_URL.startswith("unix://")
    else REDIS_URL
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
}
CELERY_BEAT_SCHEDULE = {
    "plans: the rest chased": {"task": "plans.tasks.chase_rest", "schedule": 300.0},
    "deliver the outbox": {"task": "notices.tasks.deliver_outbox", "schedule": 5.0},
    "make the papers owed": {"task": "papers.tasks.make_papers", "schedule": 10.0},
    "compile the days owed": {"task": "stats.tasks.compile_days_owed", "schedule": crontab(minute="*/5")},
    "restate the deadlines": {"task": "plans.tasks.restate_deadlines", "schedule": crontab()},
    "tend prepared switches": {"task": "control.tasks.tend_prepared", "schedule": crontab(minute="*")},
    "outage pack": {"task": "outage.tasks.make_outage_pack", "schedule": crontab(minute=7)},
    "papers to and from the seal": {"task": "papers.tasks.seal_papers", "schedule": crontab()},
    "signatures beside issues": {
        "task": "passes.tasks.reconcile_signatures",
        "schedule": crontab(hour=0, minute=20),
    },
    "forget where vehicles were checked": {
        "task": "checkpoints.tasks.forget_places",
        "schedule": crontab(hour=3, minute=20),
    },
    "worker heartbeat": {"task": "web.tasks.beat_heart", "schedule": 15.0},
}

# --- log ----------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request": {"()": "ui.requests.RequestIdFilter"},
        "links": {"()": "gathering.masking.LinkFilter"},
    },
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request", "links"],
            "formatter": "plain",
        }
    },
    "root": {"handlers": ["console"], "level": os.environ.get("PORTAL_LOG", "INFO")},
}
