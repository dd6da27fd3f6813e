"""What the clock triggers here."""

from celery import shared_task

from . import services


@shared_task
def compile_days_owed():
    """Every day that is owed, oldest first. A run that was missed is caught up by the next."""
    for day in services.days_owed():
        services.compile_day(day)
