"""Make a key that signs from now on, for a portal being set up; later the security administrator does it."""

from django.core.management.base import BaseCommand

from signing.algorithms import BY_NAME
from signing.services import make_key


class Command(BaseCommand):
    help = "Make a signing key; the older one stops signing and goes on being accepted. Prints the key's id."

    def add_arguments(self, parser):
        parser.add_argument("--algorithm", choices=sorted(BY_NAME), default="")

    def handle(self, *, algorithm, **options):
        self.stdout.write(make_key(by=None, algorithm=algorithm).kid)
