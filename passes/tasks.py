"""What time triggers for passes. Each may run twice."""

from datetime import timedelta

from celery import shared_task

from clock import clock

from . import people
from .reconciling.services import reconcile


@shared_task
def reconcile_signatures():
    """Yesterday's signatures are set beside yesterday's issues, today's so far beside today's."""
    today = clock.today()
    reconcile(today - timedelta(days=1))
    reconcile(today)


@shared_task
def forget_people():
    """Nightly: who drove is taken off passes and stables after the time the settings allow."""
    people.forget_people()
