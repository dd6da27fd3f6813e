"""The worker's sign of life."""

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from .health import HEARTBEAT


@shared_task
def beat_heart():
    """Written by a worker, not by beat: it shows that tasks are carried out."""
    cache.set(HEARTBEAT, timezone.now().isoformat(), 600)  # noqa: TID251  health is told in real time
