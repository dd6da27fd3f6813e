"""Days compiled by hand, as the clock's task would."""

from datetime import date, timedelta

from django.core.management.base import BaseCommand, CommandError

from stats.services import compile_day
from workflow.errors import Refused


class Command(BaseCommand):
    help = "Compile the figures of the days FROM to TO (one day if TO is left out)."

    def add_arguments(self, parser):
        parser.add_argument("first", metavar="FROM", type=date.fromisoformat)
        parser.add_argument("last", metavar="TO", type=date.fromisoformat, nargs="?")

    def handle(self, *args, first, last, **options):
        last = last or first
        if last < first:
            raise CommandError(f"{last} is before {first}.")
        for offset in range((last - first).days + 1):
            try:
                made = compile_day(first + timedelta(days=offset))
            except Refused as refused:
                raise CommandError(f"{first + timedelta(days=offset)}: {refused.sentence}") from refused
            self.stdout.write(f"{made.day}  revision {made.revision}  {made.digest[:12]}")
