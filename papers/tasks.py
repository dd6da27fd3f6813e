"""Papers are made by a worker. It may run twice, or not at all for a while."""

from celery import shared_task

from . import making


@shared_task
def make_papers():
    making.make_owed()
