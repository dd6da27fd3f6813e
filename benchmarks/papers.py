"""A page's time while a worker makes a thousand passes as one PDF, beside its time in quiet.

The worker is a process of its own, as in production; the page is the list of passes, through the whole of Django.
"""

import os
import statistics
import subprocess
import sys
import time
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

from . import PLAIN
from .measuring import Row, officer

PASSES = 1000
LEAST = 40  # pages asked for, so that the median means something
WORK = "import django; django.setup(); from papers.packing import make_packs; make_packs()"


def rows():
    with override_settings(STORAGES=settings.STORAGES | PLAIN):  # no front end was built for the bars
        yield from measured()


def measured():
    from papers.models import Pack
    from passes.models import VehiclePass
    from passes.paper.printing import pack_of

    client = Client(headers={"host": "127.0.0.1"})
    user = officer("prints")
    client.force_login(user)
    fill(user)
    for _time in range(5):
        page(client)
    quiet = [page(client) for _time in range(LEAST)]
    pack = pack_of(VehiclePass.objects.all(), by=user, base="https://portal.example")
    worker = subprocess.Popen([sys.executable, "-c", WORK], env=worker_env())
    busy = []
    while worker.poll() is None:
        busy.append(page(client))
    assert worker.returncode == 0 and Pack.objects.get(pk=pack.pk).file_id
    assert len(busy) >= 10, "too short to tell"
    yield Row(
        f"a page's p50 while {PASSES} PDFs are made",
        statistics.median(busy),
        statistics.median(quiet),
        "ratio ≤ 2",
        f"{len(busy)} pages asked meanwhile",
    )


def worker_env():
    """The same database and broker as this process."""
    at = connection.settings_dict
    host, port = at["HOST"] or "localhost", at["PORT"] or 5432
    url = os.environ.get("DATABASE_URL") or f"postgresql://{at['USER']}@{host}:{port}/{at['NAME']}"
    return {**os.environ, "DATABASE_URL": url}


def page(client):
    start = time.perf_counter()
    assert client.get("/passes/").status_code == 200
    return (time.perf_counter() - start) * 1000


def fill(user):
    """Issued passes by SQL-like rows: their making is no part of the bar."""
    from clock import clock
    from enterprises.models import Enterprise
    from passes.apply import rules
    from passes.issue import numbers
    from passes.models import VehiclePass
    from passes.types import ensure_pass_types
    from regions.models import Region

    kind = ensure_pass_types(user.posts[0].unit)["city_emergency"]
    firm, today = Enterprise.objects.first(), clock.today()
    ends = list(Region.objects.own().counties()[:2])
    valid = rules.validity_of(today, today + timedelta(days=6))
    year = today.year % 100
    VehiclePass.objects.bulk_create(
        VehiclePass(
            status="issued",
            moved_at=clock.now(),
            type=kind,
            number=numbers.written(year, 900_000 + place),
            enterprise=firm,
            filed_by=user,
            plate=f"川E{place:05}",
            driver_name="驾驶员",
            goods_category="raw_materials",
            origin=ends[0],
            destination=ends[-1],
            validity=valid,
            issued_at=clock.now(),
            code=os.urandom(190),
        )
        for place in range(PASSES)
    )
