"""Measures every bar and prints the table as it goes."""

from django.core.management import call_command

from . import importing, listing, papers, roadside, switch, verb, whole
from .measuring import Row


def measure(*, demonstration=True):
    call_command("migrate", verbosity=0)
    from accounts.models import User

    if User.objects.exists():
        raise SystemExit("This database holds data; the bars are measured on an empty one.")
    print(Row.HEAD)
    for part in (importing, verb, switch, listing, papers, roadside):
        print_rows(part)
    if demonstration:  # last: from then on the portal's clock is the demonstration's
        call_command("flush", interactive=False, verbosity=0)
        print_rows(whole)


def print_rows(part):
    for row in part.rows():
        print(row, flush=True)
