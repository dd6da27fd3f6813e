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
    """Load the site map, then freeze what is loaded: workers share it, and their collector never walks it."""
    from django.db import connections
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    connections.close_all()  # no connection crosses a fork
    gc.collect()
    gc.freeze()
