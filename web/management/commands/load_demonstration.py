"""Build a demonstration from a folder of files, through the portal's own deeds."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from accounts.models import User
from clock import clock
from web.demonstration.registry import BadFile
from web.demonstration.replay import replay
from workflow.errors import Refused


class Command(BaseCommand):
    help = "Replay a folder of demonstration files into an empty portal (not in production mode)."

    def add_arguments(self, parser):
        parser.add_argument("folder")
        parser.add_argument("--if-empty", action="store_true", help="do nothing if the portal holds anything")

    def handle(self, folder, *args, if_empty=False, **options):
        if settings.PRODUCTION:
            raise CommandError("A portal in production holds no demonstration data.")
        if User.objects.exists():
            if if_empty:
                return
            raise CommandError("This portal holds data already; a demonstration needs an empty one.")
        with translation.override("zh-hans"):
            try:
                replay(folder, tell=self.stdout.write)
            except (BadFile, FileNotFoundError, Refused) as error:
                raise CommandError(f"The folder cannot be loaded, and nothing was: {error}") from error
            except KeyError as error:
                words = f"a column or a name that another file should give is missing: {error}"
                raise CommandError(f"The folder cannot be loaded, and nothing was: {words}") from error
        clock.forget()
