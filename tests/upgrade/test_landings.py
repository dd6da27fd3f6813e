"""A city's data survive the upgrade: the dump of each landing, migrated to today, reads, counts and works on."""

import gzip
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver

from clock import clock
from passes.models import VehiclePass
from passes.services import accept_pass, issue_pass, reinstate_pass
from periods.models import ControlPeriod
from periods.services import announce_period, end_period
from plans.loops.services import lift_loop
from plans.models import Plan
from plans.services import file_plan, submit_plan
from stats.compile import compile
from stats.models import Compilation, DailyFigure
from stats.services import compile_day
from tests.cast import build_world
from tests.conftest import shanghai
from tests.house.sitemap import list_routes, record_routes
from whitelist.models import WhitelistEntry
from whitelist.services import confirm_entry, list_entry
from workflow.models import Policy
from workflow.policies import policy

from .story import STATUSES, statuses, tell

DUMPS = sorted(Path(__file__).parent.glob("landing_*.sql.gz"))
MORNING = shanghai("2022-09-10 09:00")
pytestmark = [pytest.mark.database, pytest.mark.xdist_group("upgrade")]


@pytest.fixture(scope="module", params=DUMPS, ids=lambda path: path.name.split(".")[0])
def landing(request):
    return request.param


@pytest.fixture(scope="module")
def database(landing, django_db_setup, django_db_blocker):
    """The dump restored into a database of its own and migrated to today; gone after these tests."""
    own = connection.settings_dict["NAME"]
    name = f"{own}_{landing.name.split('.')[0]}"
    with django_db_blocker.unblock():
        _execute(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE template0')
        _visit(name)
        try:
            with connection.cursor() as cursor:
                cursor.execute(gzip.decompress(landing.read_bytes()).decode())
            connection.close()  # the dump had set an empty search path
            call_command("migrate", verbosity=0, interactive=False)
            _visit(own)
            yield name
        finally:
            _visit(own)
            _execute(f'DROP DATABASE IF EXISTS "{name}"')


@pytest.fixture
def old(database, django_db_blocker):
    """The cast as it stands in the upgraded database. What a test does there is undone."""
    own = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        _visit(database)
        try:
            with clock.standing_at(MORNING), transaction.atomic():
                yield build_world(standing=True)
                transaction.set_rollback(True)
        finally:
            _visit(own)


def _visit(name):
    """From here on the models mean the database of this name."""
    connection.close()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()
    clock.forget()


def _execute(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def figures(rows):
    return {(r.figure, r.scope_kind, r.scope_code): (r.numerator, r.denominator) for r in rows}


def test_todays_code_tells_the_story_that_the_next_dump_will_hold(world):
    tell(world)
    assert statuses() == STATUSES
    assert Compilation.objects.filter(day=date(2022, 9, 8)).count() == 2


def test_every_record_is_there_in_its_status_with_its_facts(old, landing):
    assert statuses() == json.loads(landing.with_suffix("").with_suffix(".json").read_text())
    assert old.shanda.directory.current().get().output_value == Decimal("29087.8")
    assert old.longfei.directory.count() == 2, "what was corrected is kept"
    assert [r.on_site for r in old.shanda.returns.order_by("pk")] == [200, 190, 186]
    assert policy("plan.review_hours", region=old.r510522) == 6
    assert Policy.objects.filter(key="plan.review_hours").count() == 2
    loop = old.shanda.loops.get()
    assert (loop.people_inside, loop.moved_at) == (186, shanghai("2022-09-08 20:00"))
    assert [step.target for step in loop.steps.all()] == ["ordered", "running"]
    paper = VehiclePass.objects.get(number="510500000081")
    assert (paper.plate, paper.channel, paper.issued_at) == (
        "川E10008",
        "offline",
        shanghai("2022-09-08 10:00"),
    )
    assert paper.steps.get().deed.basis == "线下紧急办理，纸质证补录"


def test_every_page_opens_for_the_city_and_the_clerk(old):
    plan, one = Plan.objects.get(status="returned"), VehiclePass.objects.get(status="suspended")
    keys = {
        "/enterprises/": old.qingquan.credit_code,
        "/parks/": old.port.pk,
        "/whitelist/": WhitelistEntry.objects.get(status="removed").pk,
        "/plans/": plan.pk,
        "/loops/": old.shanda.loops.get().pk,
        "/passes/": one.pk,
    }
    keys |= {f"/api/v1{start}": key for start, key in keys.items()}
    addresses = {*list_routes(get_resolver()), *record_routes(get_resolver(), keys)} - {
        "/readyz"
    }  # no worker
    for person in (old.chen, old.ma):
        client = Client(raise_request_exception=True)
        client.force_login(person)
        for address in sorted(addresses):
            assert client.get(address).status_code < 500, address
    client = Client()
    client.force_login(old.chen)
    for start, key in keys.items():
        assert client.get(f"{start}{key}/").status_code == 200, start
    assert "床位少于驻厂人数" in client.get(f"/plans/{plan.pk}/").content.decode()


@pytest.mark.parametrize("day", [date(2022, 9, 8), date(2022, 9, 9)])
def test_a_day_compiled_anew_gives_the_figures_that_were_published(old, day):
    stored = Compilation.objects.current().get(day=day)
    before = figures(DailyFigure.objects.filter(compilation=stored))
    anew = figures(compile(stored.as_of, stored.known_at))
    assert {key: anew[key] for key in before} == before
    assert before["I1", "controlled", "510500"] == (1, None)
    now = compile_day(day)
    if set(anew) == set(before):
        assert (now.pk, now.digest) == (stored.pk, stored.digest), "nothing was recorded since"
    first = Compilation.objects.get(day=date(2022, 9, 8), revision=1)
    assert figures(first.figures.all())["I1", "controlled", "510500"] == (0, None), "the first revision stays"


def test_each_life_goes_on_from_where_it_was(old):
    lift_loop(old.shanda.loops.get(), by=old.sun)
    submit_plan(Plan.objects.get(status="returned"), by=old.ma)
    file_plan(Plan.objects.get(status="endorsed"), by=old.zhao)
    list_entry(WhitelistEntry.objects.get(status="nominated"), by=old.chen)
    confirm_entry(WhitelistEntry.objects.get(awaiting_city=True), by=old.chen)
    announce_period(ControlPeriod.objects.get(status="planned"), by=old.chen)
    end_period(ControlPeriod.objects.in_force(clock.now()).get(region=old.r510522), by=old.chen)
    accept_pass(VehiclePass.objects.get(status="submitted"), by=old.sun)
    reinstate_pass(VehiclePass.objects.get(status="suspended"), by=old.chen, remark="已修复")
    issued = VehiclePass.objects.get(status="recommended")
    issue_pass(issued, by=old.chen)
    assert issued.number.startswith("22-000003-"), "numbers go on where they were"
