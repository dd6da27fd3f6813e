"""What the clock triggers here."""

from celery import shared_task

from . import due


@shared_task
def restate_deadlines():
    """Control came or went while cases waited: their deadlines follow. May run twice."""
    due.restate_deadlines()
