"""Another process of the portal, to be killed: ``python -m tests.passes.issuing_process issue|pack KEY``.

It says "going" once it begins, and after each thing it was told is written, "done".
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhou_bubble.settings")

import django

django.setup()

from accounts.models import User  # noqa: E402
from clock import clock  # noqa: E402
from papers import packing  # noqa: E402
from passes.bulk import issue_passes  # noqa: E402
from passes.models import VehiclePass  # noqa: E402
from tests.conftest import shanghai  # noqa: E402
from workflow.deeds import pressed_once  # noqa: E402


def say(words):
    print(words, flush=True)


def issue(key):
    """All that is recommended, by one press."""
    chen = User.objects.get(username="chen")
    say("going")
    with clock.standing_at(shanghai("2022-09-08 12:00")), pressed_once(key):
        done = issue_passes(VehiclePass.objects.filter(status="recommended"), by=chen)
    say(f"done {len(done.moved)}")


def pack(_key):
    """A worker at the packs: it tells of each part it has made."""
    say("going")
    while packing.make_packs(most=1):
        say("done")


if __name__ == "__main__":
    {"issue": issue, "pack": pack}[sys.argv[1]](sys.argv[2])
