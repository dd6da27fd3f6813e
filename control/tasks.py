"""What the clock triggers here."""

from celery import shared_task

from .switch import prepared as switch_prepared


@shared_task
def tend_prepared():
    """Prepared switches near their hour are refreshed and called out; none is ever ordered by itself."""
    switch_prepared.tend_prepared()
