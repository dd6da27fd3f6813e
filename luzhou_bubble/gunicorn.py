"""gunicorn's settings: threads behind a preloaded application."""

import gc
import os

worker_class = "gthread"
workers = int(os.environ.get("PORTAL_WEB_WORKERS", "2"))
threads = int(os.environ.get("PORTAL_WEB_THREADS", "4"))
preload_app = True
timeout = 60
graceful_timeout = 15
loglevel = os.environ.get("PORTAL_WEB_LOG", "warning")


def when_ready(server):
    """Load what a first request would, then freeze it: workers share it, and their collector never walks it."""
    from django.db import connections

    warm()
    connections.close_all()  # no connection crosses a fork
    gc.collect()
    gc.freeze()


def warm():
    """The site map with all it imports, and in each language the addresses, the words and the page's frame."""
    from django.conf import settings
    from django.template.loader import get_template
    from django.urls import get_resolver, reverse
    from django.utils import translation

    _ = get_resolver().url_patterns
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            reverse("web:home")
    for name in ("base.html", "accounts/sign_in.html"):
        get_template(name)
