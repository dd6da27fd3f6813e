"""The pack is made anew every hour; made twice, the second stands."""

from celery import shared_task

from . import writing


@shared_task
def make_outage_pack():
    writing.make_pack()
