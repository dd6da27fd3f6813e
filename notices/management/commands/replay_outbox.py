"""``manage.py replay_outbox``: tell now what is still to be told, failures included."""

from django.core.management.base import BaseCommand

from notices import delivering, dispatching, mailing
from workflow.models import Outbox


class Command(BaseCommand):
    help = (
        "Delivers every notice and mail still waiting, also what had failed; needs neither worker nor Redis."
    )

    def handle(self, **_options):
        again = delivering.replay_outbox()
        told = sent = 0
        while more := delivering.deliver_outbox():
            told += more
        mailing.take_up_again()
        while more := mailing.send_mail_owed():
            sent += more
        dispatching.take_up_again()
        while more := dispatching.send_owed():
            sent += more
        left = Outbox.objects.filter(delivered_at=None).count()
        self.stdout.write(
            f"{again} taken up again; {told} deeds told, {sent} mails and messages sent, {left} still waiting"
        )
