"""``python -m benchmarks`` for ``script/manage --throw-away``, which brings an empty database."""

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Print the table of bars: what the portal costs beside the least for the same. On an empty database."
    )

    def add_arguments(self, parser):
        parser.add_argument("--quick", action="store_true", help="leave out the demonstration and its day")
        parser.add_argument("--only", nargs="+", default=(), help="the parts to measure, such as: issuing")

    def handle(self, *args, quick, only, **options):
        from benchmarks.table import measure

        measure(demonstration=not quick, only=only)
