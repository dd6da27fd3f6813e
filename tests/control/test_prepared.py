"""A switch made ready for the notice's hour: the clock refreshes and calls, a person orders, nothing by itself."""

from datetime import timedelta
from pathlib import Path

import pytest

from calls.roster import write_shifts
from clock import clock
from control.models import PreparedSwitch, Switch
from control.switch.prepared import cancel_prepared, prepare_switch, tend_prepared
from control.switch.services import order_switch, preview_order
from control.tasks import tend_prepared as task
from notices.delivering import deliver_outbox
from notices.models import Notice
from periods.services import cancel_period, correct_term
from plans.models.loops import Loop
from tests.conftest import shanghai
from tests.matrix import compare, matrix
from tests.periods.stories import announced
from workflow.errors import NotYours, Refused

pytestmark = pytest.mark.database
TEN = shanghai("2022-09-08 22:00")


@pytest.fixture
def prepared(world, hejiang, plans):
    return prepare_switch(hejiang, by=world.sun, hour=TEN, basis="第5号通告")


def at(moment):
    """The clock's task runs at this moment, twice."""
    with clock.standing_at(moment):
        task()
        task()


def called(prepared):
    with clock.standing_at(TEN):
        deliver_outbox()
    told = Notice.objects.filter(kind="control.PreparedSwitch").order_by("pk")
    return [(one.verb, one.user.username) for one in told]


def test_it_is_refreshed_shortly_before_and_calls_at_the_hour_once(world, prepared):
    assert (prepared.status, prepared.ready, prepared.people) == ("prepared", 2, 372)
    at(TEN - timedelta(hours=1))
    prepared.refresh_from_db()
    assert prepared.status == "prepared" and prepared.refreshed_at < TEN - timedelta(hours=1)
    world.qingquan.disqualified_at = clock.now()
    world.qingquan.save()
    at(TEN - timedelta(minutes=10))
    prepared.refresh_from_db()
    assert (prepared.status, prepared.ready, prepared.refused) == ("near", 1, 1)
    at(TEN)
    prepared.refresh_from_db()
    assert prepared.status == "due" and not Loop.objects.exists() and not Switch.objects.exists()
    assert called(prepared) == [("warn", "sun"), ("warn", "qian"), ("call", "sun"), ("call", "qian")]


def test_the_one_whom_the_roster_names_is_called_and_not_the_whole_bureau(world, prepared):
    write_shifts(
        [
            {
                "unit": world.hejiang,
                "since": TEN - timedelta(hours=4),
                "until": TEN + timedelta(hours=8),
                "name": world.qian.name,
                "phone": "0830-5266001",
                "post": "officer",
                "user": world.qian,
            }
        ],
        by=world.sun,
    )
    at(TEN)
    assert called(prepared) == [("call", "qian")]


def test_a_person_commits_and_it_is_done(world, prepared, hejiang):
    at(TEN)
    with clock.standing_at(TEN):
        digest = preview_order(hejiang, by=world.qian).digest
        switch = order_switch(hejiang, by=world.qian, digest=digest, prepared=prepared)
        prepared.refresh_from_db()
        assert (prepared.status, prepared.switch) == ("committed", switch)
        assert prepared.steps.last().deed == switch.deed and Loop.objects.count() == 2
    at(TEN + timedelta(days=2))
    prepared.refresh_from_db()
    assert prepared.status == "committed"


def test_a_drill_of_it_commits_nothing(world, prepared, hejiang):
    digest = preview_order(hejiang, by=world.sun).digest
    order_switch(hejiang, by=world.sun, digest=digest, prepared=prepared, drill=True)
    prepared.refresh_from_db()
    assert prepared.status == "prepared" and not Loop.objects.exists()


def test_what_nobody_orders_expires(world, prepared):
    at(TEN + timedelta(hours=13))
    prepared.refresh_from_db()
    assert prepared.status == "expired" and not Loop.objects.exists()
    assert prepared.steps.last().deed.remark == "到时后12小时无人下达。"


def test_it_follows_the_notices_hour_and_falls_with_the_notice(world, hejiang, plans):
    [period, *_others] = announced(world, since="2022-09-08 20:00")
    prepared = prepare_switch(hejiang, by=world.chen, period=period)
    assert prepared.hour == shanghai("2022-09-08 20:00")
    correct_term(period, by=world.chen, since=shanghai("2022-09-08 23:00"), basis="更正")
    at(shanghai("2022-09-08 20:30"))
    prepared.refresh_from_db()
    assert prepared.status == "prepared" and prepared.hour == shanghai("2022-09-08 23:00")
    cancel_period(period, by=world.chen, remark="通告撤回")
    at(shanghai("2022-09-08 21:00"))
    prepared.refresh_from_db()
    assert prepared.status == "expired"


def test_a_notice_put_off_at_its_hour_is_called_out_again_at_the_next(world, hejiang, plans):
    [period, *_others] = announced(world, since="2022-09-08 20:00")
    prepared = prepare_switch(hejiang, by=world.chen, period=period)
    at(shanghai("2022-09-08 20:01"))
    with clock.standing_at(shanghai("2022-09-08 20:05")):
        correct_term(period, by=world.chen, since=shanghai("2022-09-08 23:00"), basis="改为23时")
    at(shanghai("2022-09-08 20:10"))
    prepared.refresh_from_db()
    assert (prepared.status, prepared.hour) == ("prepared", shanghai("2022-09-08 23:00"))
    at(shanghai("2022-09-08 23:00"))
    prepared.refresh_from_db()
    assert prepared.status == "due"
    assert [step.target for step in prepared.steps.order_by("pk")][-3:] == ["due", "prepared", "due"]


def test_only_those_who_switch_there_prepare_and_cancel(world, hejiang, prepared):
    for stranger in (world.zhao, world.luo, world.xuming):
        with pytest.raises(NotYours):
            prepare_switch(hejiang, by=stranger, hour=TEN)
        with pytest.raises(NotYours):
            cancel_prepared(prepared, by=stranger, remark="不用了")
    with pytest.raises(Refused, match="须晚于现在"):
        prepare_switch(hejiang, by=world.sun, hour=clock.now())
    assert not PreparedSwitch.objects.visible_to(world.zhao).exists()
    cancel_prepared(prepared, by=world.qian, remark="通告推迟")
    at(TEN)
    prepared.refresh_from_db()
    assert prepared.status == "cancelled" and prepared.due_at is None


def test_whoever_prepared_it_may_have_left_and_the_desk_is_called_all_the_same(world, prepared, noon):
    with clock.standing_at(noon + timedelta(hours=1)):
        world.sun.appointments.update(until=clock.now())
    at(TEN)
    prepared.refresh_from_db()
    assert prepared.status == "due" and called(prepared) == [("call", "qian")]


def test_the_table_of_a_prepared_switch(world, hejiang, plans):
    def make(status):
        if status == "":
            row = PreparedSwitch(county=world.r510522, region=world.r510522, hour=TEN, by=world.sun)
            row.unit, row.status, row.moved_at = world.hejiang, "", clock.now()
            row.save()
            return row
        row = prepare_switch(hejiang, by=world.sun, hour=clock.now() + timedelta(hours=1))
        moments = {"near": timedelta(minutes=50), "due": timedelta(hours=1), "expired": timedelta(hours=14)}
        if status in moments:
            with clock.standing_at(clock.now() + moments[status]):
                tend_prepared()
        if status == "committed":
            digest = preview_order(hejiang, by=world.sun).digest
            order_switch(hejiang, by=world.sun, digest=digest, prepared=row)
        if status == "cancelled":
            cancel_prepared(row, by=world.sun, remark="不用了")
        row.refresh_from_db()
        return row

    compare(matrix(PreparedSwitch, make, world.people), Path(__file__).with_name("matrix_prepared.txt"))


def test_a_notices_page_leads_to_the_preview_of_its_area_and_names_what_is_prepared(
    world, client, hejiang, plans
):
    [period] = announced(world, since="2022-09-08 22:00")
    client.force_login(world.sun)
    page = client.get(period.get_absolute_url()).content.decode()
    assert f"/switches/new/?region=510522&amp;period={period.pk}" in page
    asked = client.get(f"/switches/new/?region=510522&period={period.pk}")
    assert asked.status_code == 200 and str(asked.context["hour"].initial["period"]) == str(period.pk)
    made = prepare_switch(hejiang, by=world.sun, period=period)
    assert made.get_absolute_url() in client.get(period.get_absolute_url()).content.decode()
    client.force_login(world.li)
    assert "/switches/" not in client.get(period.get_absolute_url()).content.decode().split("<main")[1]
