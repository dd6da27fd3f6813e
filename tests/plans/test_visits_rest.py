"""A visit to many firms over REST, corrected, and what it costs."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.many.visits import record_visit
from plans.models import CheckSignature, Plan
from plans.review.checking import sign_plan
from plans.services import file_plan_unchecked

from .forms import ALL_MET, UNITS
from .test_visits import endorsed, photo, shown
from .under_control import controlled

pytestmark = pytest.mark.database

JPEG = b"\xff\xd8\xff\xe0" + b"0" * 40
REST = "/api/v1/plans/sign-many/"


def test_over_rest_with_one_photo_for_all_and_one_of_its_own(world, api_of):
    first, second = plans = endorsed(world, 2)
    sun = api_of(world.sun)
    assert sun.get(REST).json()["count"] == 2
    body = {
        "plans": [{"id": key, "sha256": digest} for key, digest in shown(plans).items()],
        "signatures": [{"unit": unit, "signer": "周强", "verdict": "pass"} for unit in UNITS],
        "verdicts": ALL_MET,
    }
    body["plans"][1] |= {"units": {"fire": "fail"}}
    wrong = sun.post(REST, body, format="json")
    assert wrong.status_code == 400 and wrong.json()["errors"][0]["field"] == f"p{second.pk}_fire"
    body["plans"][1] |= {"units": {"market": "mended"}, "verdicts": {"stock": "not_met"}, "note": "补留样"}
    files = {"photo": photo(), f"photo_{second.pk}": photo("二.jpg", b"2")}
    how = {"format": "multipart", "headers": {"Idempotency-Key": "v"}}
    told = sun.post(REST, {"visit": json.dumps(body), **files}, **how).json()
    assert told["signed"] == told["judged"] == [first.pk, second.pk] and not told["refused"]
    market = CheckSignature.objects.current().get(version__plan=second, unit="market")
    assert (market.verdict, market.note, market.photo.name) == ("mended", "补留样", "二.jpg")
    repeated = sun.post(REST, {"visit": json.dumps(body)}, **how)
    assert repeated.headers["Idempotency-Replayed"] == "true" and repeated.json()["signed"] == told["signed"]
    assert sun.post(REST, {"visit": "{"}, format="multipart").status_code == 400
    strange = {**body, "signatures": [{"unit": "navy", "signer": "x", "verdict": "pass"}]}
    assert sun.post(REST, strange, format="json").json()["errors"][0]["code"] == "unknown_unit"


def test_a_correction_keeps_the_photo_and_judges_both_parts_before_writing(world, noon):
    controlled(world, since=noon - timedelta(hours=1))
    [plan] = endorsed(world, 1)
    for unit in UNITS[:3]:
        sign_plan(plan, by=world.sun, unit=unit, signer="周强", verdict="pass", photo=photo())
    sign_plan(plan, by=world.sun, unit="market", signer="何军", verdict="pass")
    plan.refresh_from_db()
    file_plan_unchecked(plan, by=world.sun)
    # The last verdicts complete the check of a filed plan; the unit's correction of the same visit is not lost by it.
    line = {"unit": "territory", "signer": "许平", "verdict": "fail"}
    done = record_visit(Plan.objects.all(), by=world.sun, shown=shown([plan]), lines=[line], verdicts=ALL_MET)
    assert done.signed.moved == done.judged.moved == [plan.pk]
    row = CheckSignature.objects.current().get(unit="territory")
    plan.refresh_from_db()
    assert row.verdict == "fail" and row.photo and plan.check_failed and not plan.checked_at


@pytest.mark.parametrize("many", [2, 60])
def test_sixty_cost_no_more_than_two(world, many):
    plans = endorsed(world, many)
    lines = [{"unit": unit, "signer": "周强", "verdict": "pass"} for unit in UNITS]
    words = {"lines": lines, "verdicts": ALL_MET, "photo": photo()}
    own = {plan.pk: photo(f"{plan.pk}.jpg") for plan in plans[: many // 2]}
    with CaptureQueriesContext(connection) as asked:
        done = record_visit(Plan.objects.all(), by=world.sun, shown=shown(plans), photos=own, **words)
    assert len(done.judged.moved) == many
    spoken = [q["sql"] for q in asked.captured_queries if "SAVEPOINT" not in q["sql"]]
    assert len(spoken) - many <= 36, "\n".join(spoken)
