"""What time triggers for plans. Each may run twice."""

from celery import shared_task

from . import due
from .fill import supplements


@shared_task
def chase_rest():
    """Whose rest of the form falls due, or is overdue, is told once."""
    supplements.chase_rest()


@shared_task
def restate_deadlines():
    """Control came or went while cases waited: their deadlines follow."""
    due.restate_deadlines()
