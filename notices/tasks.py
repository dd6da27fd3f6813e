"""The outbox is drained by beat, every few seconds. It may run twice, or not at all for a while."""

from celery import shared_task

from . import delivering, dispatching, mailing


@shared_task
def deliver_outbox():
    delivering.deliver_outbox()
    mailing.send_mail_owed()
    dispatching.send_owed()
