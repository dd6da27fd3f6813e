"""What time triggers for plans. Each may run twice."""

from celery import shared_task

from . import supplements


@shared_task
def chase_rest():
    """Whose rest of the form falls due, or is overdue, is told once."""
    supplements.chase_rest()
