"""One press costs the same few statements for 50 records and for 711 (issue 2, Bars)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clock import clock
from enterprises.models import Enterprise
from plans.loops.services import confirm_loops
from plans.models import Plan
from plans.models.loops import Loop
from whitelist.models import WhitelistEntry
from whitelist.services import nominate
from workflow.deeds import pressed_once
from workflow.moves import make_moves

MOST = 12


@pytest.fixture
def firms(world):
    rows = [
        Enterprise(credit_code=f"X{n:017}", name=f"企业{n}", county=world.r510522, park=world.port)
        for n in range(761)
    ]
    for firm in rows:
        firm.spell()
    return Enterprise.objects.bulk_create(rows)


def cost(press, number):
    """Statements of one press under a key, as a request presses, without BEGIN and COMMIT (here a savepoint)."""
    with CaptureQueriesContext(connection) as captured, pressed_once(f"press of {number}"):
        done = press()
    assert len(done.moved) == number and not done.refused
    return sum("SAVEPOINT" not in one["sql"] for one in captured.captured_queries)


def test_admitting_firms(world, firms):
    nominate(firms, by=world.sun, category="livelihood", effective_from=clock.today())
    keys = list(WhitelistEntry.objects.order_by("pk").values_list("pk", flat=True))
    assert world.chen.posts  # asked once a request
    few, many = (
        cost(
            lambda part=part: make_moves(WhitelistEntry.objects.filter(pk__in=part), "list", by=world.chen),
            len(part),
        )
        for part in (keys[:50], keys[50:])
    )
    assert few == many <= MOST


def test_confirming_loops_each_with_its_own_moment_and_number(world, firms):
    plans = Plan.objects.bulk_create(
        Plan(kind="enterprise", enterprise=firm, filed_by=world.luo, status="filed", moved_at=clock.now())
        for firm in firms
    )
    loops = Loop.objects.bulk_create(
        Loop(enterprise=plan.enterprise, plan=plan, status="ordered", moved_at=clock.now()) for plan in plans
    )
    keys = [loop.pk for loop in loops]
    assert world.luo.posts

    def confirm(part):
        return confirm_loops(
            Loop.objects.filter(pk__in=part),
            by=world.luo,
            people_inside={key: 10 + key % 90 for key in part},
            occurred_at=dict.fromkeys(part, clock.now()),
        )

    few, many = (cost(lambda part=part: confirm(part), len(part)) for part in (keys[:50], keys[50:]))
    assert few == many <= MOST
