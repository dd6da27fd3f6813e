"""What the crash test begins with, made inside the running portal's database: ``python -m tests.house.crash_world``.

Tells by one line of JSON: Li's and Luo's keys, Li's open plan, ordered loops, addresses of links.
"""

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhou_bubble.settings")

import django

django.setup()

from accounts.tokens import create_token  # noqa: E402
from enterprises.models import Enterprise  # noqa: E402
from gathering.making import make_links  # noqa: E402
from gathering.tokens import token_of  # noqa: E402
from plans.loops.services import order_loops  # noqa: E402
from plans.services import start_plan  # noqa: E402
from tests.cast import build_world  # noqa: E402
from tests.gathering.stories import more_firms  # noqa: E402
from tests.plans.test_loops import firms_on_file  # noqa: E402

MANY = 300


def build():
    world = build_world(standing=Enterprise.objects.exists())
    loops = order_loops(firms_on_file(world, MANY), by=world.sun).loops
    keys = [firm.pk for firm in more_firms(world, MANY)]
    made = make_links(Enterprise.objects.filter(pk__in=keys), by=world.luo, task="start")
    return {
        "li": create_token(world.li, name="crash", write=True)[1],
        "luo": create_token(world.luo, name="crash", write=True)[1],
        "plan": start_plan(world.shanda, by=world.li).pk,
        "loops": [loop.pk for loop in loops],
        "links": {link.pk: f"/c/{token_of(link.seed)}/" for link in made.links},
    }


if __name__ == "__main__":
    print(json.dumps(build()))
