"""Another process of the portal, to be killed: ``python -m tests.control.ordering_process order|answers KEY``.

It says "going" once it begins, and after each thing it was told is written, "done".
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhou_bubble.settings")

import django

django.setup()

from accounts.models import User  # noqa: E402
from control.switch.answers import answer_loops, read_answers  # noqa: E402
from control.switch.scope import Scope  # noqa: E402
from control.switch.services import order_switch, preview_order  # noqa: E402
from plans.models.loops import Loop  # noqa: E402
from regions.models import Region  # noqa: E402


def say(words):
    print(words, flush=True)


def order(key):
    scope, sun = Scope(region=Region.objects.get(code="510522")), User.objects.get(username="sun")
    digest = preview_order(scope, by=sun).digest
    say("going")
    say(f"done {order_switch(scope, by=sun, digest=digest, key=key).pk}")


def answers(_key):
    """One firm after the other, as answers come in; each is acknowledged."""
    luo = User.objects.get(username="luo")
    say("going")
    for code in Loop.objects.filter(status="ordered").values_list("enterprise__credit_code", flat=True):
        answer_loops(read_answers(f"{code} 7", luo), by=luo)
        say(f"done {code}")


if __name__ == "__main__":
    {"order": order, "answers": answers}[sys.argv[1]](sys.argv[2])
