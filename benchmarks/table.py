"""Measures every bar and prints the table as it goes."""

from django.core.management import call_command

from . import (
    checking,
    importing,
    issuing,
    listing,
    million,
    papers,
    roadside,
    switch,
    upload,
    verb,
    whole,
)
from .measuring import Row

PARTS = (
    importing,
    verb,
    switch,
    issuing,
    listing,
    papers,
    upload,
    roadside,
    checking,
    million,
)  # the first brings firms for all others


def measure(*, demonstration=True, only=()):
    """Print every row, or those of the parts named ("issuing")."""
    call_command("migrate", verbosity=0)
    from accounts.models import User

    if User.objects.exists():
        raise SystemExit("This database holds data; the bars are measured on an empty one.")
    print(Row.HEAD)
    for part in PARTS:
        if not only or part is importing or part.__name__.rpartition(".")[2] in only:
            print_rows(part)
    if demonstration and not only:  # last: from then on the portal's clock is the demonstration's
        call_command("flush", interactive=False, verbosity=0)
        print_rows(whole)


def print_rows(part):
    for row in part.rows():
        print(row, flush=True)
