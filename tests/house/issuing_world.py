"""What the issuing test begins with, made inside the running portal's database: ``python -m tests.house.issuing_world``.

Tells by one line of JSON: Chen's key for REST and the passes that wait for their issue.
"""

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhou_bubble.settings")

import django

django.setup()

from datetime import timedelta  # noqa: E402

from accounts.tokens import create_token  # noqa: E402
from clock import clock  # noqa: E402
from enterprises.models import Enterprise  # noqa: E402
from passes import bulk  # noqa: E402
from passes.models import VehiclePass  # noqa: E402
from passes.types import ensure_pass_types  # noqa: E402
from tests.cast import build_world  # noqa: E402

MANY = 300


def build():
    world = build_world(standing=Enterprise.objects.exists())
    row = {
        "type": ensure_pass_types({"city_emergency": world.bureau})["city_emergency"],
        "enterprise": world.shanda,
        "plate_colour": "yellow",
        "driver_name": "赵师傅",
        "driver_phone": "13900000001",
        "goods_category": "raw_materials",
        "goods_name": "钢材",
        "origin": world.r510522,
        "destination": world.r510502,
        "first_day": clock.today(),
        "last_day": clock.today() + timedelta(days=6),
    }
    made = bulk.apply_in_bulk([row | {"plate": f"川E{10000 + n}"} for n in range(MANY)], by=world.li)
    bulk.accept_passes(VehiclePass.objects.all(), by=world.sun)
    bulk.recommend_passes(VehiclePass.objects.all(), by=world.ren)
    key = create_token(world.chen, name="issuing", write=True)[1]
    return {"chen": key, "passes": [one.pk for one in made]}


if __name__ == "__main__":
    print(json.dumps(build()))
