"""Papers are made by a worker. It may run twice, or not at all for a while."""

from celery import shared_task

from . import making, packing, sealing


@shared_task
def make_papers():
    making.make_owed()
    packing.make_packs()


@shared_task
def seal_papers():
    sealing.seal_owed()
