"""The log: one line a thing, with the request it belongs to and without anybody's link."""

import os

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
