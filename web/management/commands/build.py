"""What a checkout needs of Django before it runs, in one process: script/run asks when an input has changed."""

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile the translations (--messages), collect the assets (--assets)."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--messages", action="store_true")
        parser.add_argument("--assets", action="store_true")

    def handle(self, *args, messages, assets, **options):
        if messages:
            call_command("messages", "--compile")
        if assets:
            call_command("collectstatic", interactive=False, verbosity=0)
