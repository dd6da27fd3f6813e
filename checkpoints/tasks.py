"""What the clock triggers here."""

from celery import shared_task

from . import forgetting


@shared_task
def forget_places():
    """Nightly; may run twice."""
    forgetting.forget_places()
