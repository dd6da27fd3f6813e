"""3,205 applications issued by one press: numbers, steps, signatures, and what each firm's clerk is told.

The limit is COPY of as many rows into tables with the same indexes. Signing itself is told apart: the bar is ten
COPYs plus the signing. A code is signed at issue, since the decision is what is signed; drawing it as a square is
left to whoever looks at it or prints it. Telling asks of 2,000 records a statement; all else is constant.
"""

import io
import statistics
import time
from datetime import timedelta

from django.db import connection, transaction

from .measuring import Row, Undo, officer, seconds, statements, with_clerks

PASSES, FEW = 3205, 50
TABLES = {
    "passes_vehiclepass": "status = 'issued'",
    "passes_passstep": "target = 'issued'",
    "signing_signaturelog": "deed_id IS NOT NULL",
    "notices_notice": "kind = 'passes.VehiclePass' AND verb = 'issue'",
}


def rows():
    from passes.issue.claims import PURPOSE, claims_of
    from passes.models import VehiclePass
    from signing.envelope import seal
    from signing.keeping import signer_of
    from signing.services import current_key

    issues = officer("issues")
    keys = recommended(issues, officer("applies"))
    key = current_key()
    signing, copying, ours = [], [], []
    loaded = list(VehiclePass.objects.filter(pk__in=keys).select_related("type", "origin", "destination"))
    for one in loaded:
        one.issued_at = one.valid_from

    def sign():
        how = {"kid": bytes.fromhex(key.kid), "algorithm": key.algorithm, "sign": signer_of(key)}
        for one in loaded:
            seal(claims_of(one), **how, purpose=PURPOSE)

    undone(lambda: press(keys[:FEW], issues))
    few = undone(lambda: statements(lambda: press(keys[:FEW], issues)))
    many = undone(lambda: statements(lambda: press(keys, issues)))
    for _turn in range(5):

        def turn():
            ours.append(seconds(lambda: press(keys, issues)) * 1000)
            copying.append(copied() * 1000)

        undone(turn)
        signing.append(seconds(sign) * 1000)
    signed = statistics.median(signing)
    yield Row(
        f"{PASSES:,} passes issued and told, less the signing",
        statistics.median(ours) - signed,
        statistics.median(copying),
        "ratio ≤ 10",
        f"{few} / {many} at {FEW} / {PASSES:,}; signing {signed:.0f} ms",
    )


def press(keys, by):
    """Issue, and tell: the outbox's deed is delivered in the same go."""
    from notices.models import Notice
    from notices.telling import notices_of
    from passes.bulk import issue_passes
    from passes.models import VehiclePass
    from workflow.inserting import insert

    done = issue_passes(VehiclePass.objects.filter(pk__in=keys), by=by)
    assert len(done.moved) == len(keys), done.refused
    insert(Notice, notices_of(done.deed), ignore_conflicts=True)


def undone(work):
    try:
        with transaction.atomic():
            made = work()
            raise Undo
    except Undo:
        return made


def copied():
    """Seconds COPY takes for the rows a press has made and rewritten."""
    taken = 0
    with connection.cursor() as cursor:
        for table, made in TABLES.items():
            given = io.StringIO()
            cursor.copy_expert(f"COPY (SELECT * FROM {table} WHERE {made}) TO STDOUT", given)
            assert given.tell(), table
            cursor.execute(f"CREATE TEMP TABLE copy_of_{table} (LIKE {table} INCLUDING ALL)")
            given.seek(0)
            start = time.perf_counter()
            cursor.copy_expert(f"COPY copy_of_{table} FROM STDIN", given)
            taken += time.perf_counter() - start
            cursor.execute(f"DROP TABLE copy_of_{table}")
    return taken


def recommended(issuer, applicant):
    """The keys of applications that only lack their issue, spread over the firms that have a clerk."""
    from clock import clock
    from enterprises.models import Enterprise
    from passes.apply import rules
    from passes.models import VehiclePass
    from passes.types import ensure_pass_types
    from regions.models import Region

    kind = ensure_pass_types(issuer.posts[0].unit)["city_emergency"]
    firms = with_clerks(Enterprise.objects.order_by("pk").select_related("county")[:711])
    ends = list(Region.objects.own().counties()[:2])
    now, today = clock.now(), clock.today()
    made = VehiclePass.objects.bulk_create(
        [
            VehiclePass(
                status="recommended",
                moved_at=now - timedelta(hours=1),
                due_at=now + timedelta(hours=8),
                type=kind,
                enterprise=firms[place % len(firms)],
                filed_by=applicant,
                plate=f"川A{place:05}",
                driver_name="驾驶员",
                driver_phone="13900000001",
                goods_category="raw_materials",
                goods_name="钢材",
                origin=ends[0],
                destination=ends[-1],
                route="G93",
                validity=rules.validity_of(today, today + timedelta(days=6)),
            )
            for place in range(PASSES)
        ],
        batch_size=1000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE passes_vehiclepass")
    return [one.pk for one in made]
