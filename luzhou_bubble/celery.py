"""The Celery application: workers compile the day's figures and deliver the outbox."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhou_bubble.settings")

app = Celery("luzhou_bubble")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
