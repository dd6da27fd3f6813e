"""``manage.py outage_pack``: make the outage pack now; needs neither worker nor Redis."""

from django.core.management.base import BaseCommand

from outage.writing import make_pack


class Command(BaseCommand):
    help = "Makes the outage pack now, in PORTAL_OUTAGE_DIR; needs neither worker nor Redis."

    def handle(self, **_options):
        self.stdout.write(str(make_pack()))
