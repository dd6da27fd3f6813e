"""What script/run asks of Django at every start, in one process: a start takes seconds."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from clock import clock


class Command(BaseCommand):
    help = "Migrate; with --demonstration, load that folder into an empty portal and list its accounts."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--demonstration", metavar="DIR", help="the folder of its files")

    def handle(self, *args, demonstration=None, **options):
        self.stdout.write("Migrating the database …")
        call_command("migrate", interactive=False, verbosity=0)
        if demonstration:
            self.stdout.write("Looking after the demonstration data (about a minute on the first start) …")
            call_command("load_demonstration", demonstration, if_empty=True, stdout=self.stdout)
            if clock.demonstration():
                self.stdout.write("")  # the accounts follow
                call_command("demonstration_accounts", stdout=self.stdout)
