"""What the portal is made of: its layers, their neighbours, the way of a request, the templates."""

from .environment import BASE_DIR

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
    "accounts.middleware.DoorMiddleware",
    "accounts.middleware.GateMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ui.pages.OnlyPostedMiddleware",
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
