"""A notice is transcribed, corrected, ended; what was in force when, by what was known then."""

from datetime import timedelta

import pytest

from clock import clock
from periods.kinds import ensure_control_kinds, kind_named
from periods.models import ControlKind, ControlPeriod, PeriodTerm
from periods.services import (
    announce_notice,
    announce_period,
    cancel_period,
    correct_term,
    end_period,
    plan_notice,
)
from tests.conftest import shanghai
from workflow.errors import NotYours, Refused
from workflow.models import Deed

from .stories import NOTICE, announced, kind

pytestmark = pytest.mark.database


def test_one_notice_over_two_counties_is_two_periods_and_one_deed(world):
    first, second = announced(world, world.r510522, world.r510504)
    deed = Deed.objects.get(verb="announce")
    assert (deed.count, deed.kind, deed.by) == (2, "periods.ControlPeriod", world.chen)
    assert {first.region, second.region} == {world.r510522, world.r510504}
    assert set(ControlPeriod.objects.in_force()) == {first, second}


def test_a_period_holds_from_its_hour_to_its_hour(world, noon):
    [period] = announced(world, since="2022-09-08 14:00", until=shanghai("2022-09-09 08:00"))
    in_force = ControlPeriod.objects.in_force
    assert not in_force().exists()
    with clock.standing_at(noon + timedelta(days=2)):
        assert in_force(shanghai("2022-09-08 14:00")).get() == period
        assert in_force(shanghai("2022-09-09 07:59")).get() == period
        assert not in_force(shanghai("2022-09-09 08:00")).exists()


def test_a_planned_notice_controls_nothing_until_it_is_announced(world):
    [period] = plan_notice(
        [(world.r510522, "")], by=world.chen, **NOTICE, kind=kind(), since=shanghai("2022-09-08 06:00")
    )
    assert not ControlPeriod.objects.in_force().exists()
    announce_period(period, by=world.lin)
    assert ControlPeriod.objects.in_force().get() == period


def test_the_same_area_is_not_transcribed_twice_from_one_notice(world):
    announced(world)
    with pytest.raises(Refused, match="该通告对此区域的管控已录入"):
        announced(world)


def test_one_area_is_released_and_the_other_goes_on(world, noon):
    first, second = announced(world, world.r510522, world.r510504)
    with clock.standing_at(noon + timedelta(days=1)):
        deed = end_period(first, by=world.chen, until=noon + timedelta(days=1, hours=6))
        assert deed.count == 1
        assert set(ControlPeriod.objects.in_force()) == {first, second}  # it ends this evening
    with clock.standing_at(noon + timedelta(days=2)):
        assert ControlPeriod.objects.in_force().get() == second


def test_what_was_known_before_the_end_was_recorded_stays_known(world, noon):
    [period] = announced(world)
    with clock.standing_at(noon + timedelta(days=2)):
        end_period(period, by=world.chen, until=noon + timedelta(days=1))
        at = noon + timedelta(days=1, hours=1)
        assert not ControlPeriod.objects.in_force(at).exists()
        assert ControlPeriod.objects.in_force(at, known_at=noon + timedelta(days=1)).get() == period


def test_an_end_long_past_wants_a_basis_and_none_comes_before_the_start(world, noon):
    [period] = announced(world)
    with clock.standing_at(noon + timedelta(days=5)), pytest.raises(Refused, match="72小时"):
        end_period(period, by=world.chen, until=noon)
    with pytest.raises(Refused, match="结束时间须晚于开始时间"):
        end_period(period, by=world.chen, until=shanghai("2022-09-08 05:00"))
    assert PeriodTerm.objects.filter(period=period).count() == 1


def test_a_correction_keeps_what_was_first_written(world, noon):
    [period] = announced(world, since="2022-09-08 08:00")
    with pytest.raises(Refused, match="依据"):
        correct_term(period, by=world.chen, since=shanghai("2022-09-08 06:00"))
    with clock.standing_at(noon + timedelta(minutes=5)):
        correct_term(period, by=world.chen, since=shanghai("2022-09-08 06:00"), basis="通告原件")
    assert period.terms.count() == 2
    assert period.terms.current().get().since == shanghai("2022-09-08 06:00")


def test_a_later_notice_takes_the_place_of_the_earlier(world):
    [before] = announced(world)
    [after] = announced(world, number="2022年第6号", since="2022-09-08 11:00", replaces=True)
    assert after.supersedes == before
    assert ControlPeriod.objects.in_force().get() == after
    assert before.terms.current().get().until == shanghai("2022-09-08 11:00")


def test_all_that_stood_over_the_county_gives_way_and_what_had_ended_is_not_prolonged(world):
    [county], [compound] = announced(world), announced(world, number="2022年第7号", since="2022-09-08 07:00")
    words = NOTICE | {"number": "2022年第8号", "kind": kind(), "since": shanghai("2022-09-10 06:00")}
    [planned] = plan_notice([(world.r510522, "")], by=world.chen, replaces=True, **words)
    end_period(county, by=world.chen, until=shanghai("2022-09-08 18:00"))
    announce_period(planned, by=world.chen)
    until = {period: period.terms.current().get().until for period in (county, compound)}
    assert until == {county: shanghai("2022-09-08 18:00"), compound: shanghai("2022-09-10 06:00")}


def test_a_notice_for_one_compound_leaves_the_county_and_the_other_compound(world):
    words = {"by": world.chen, "kind": kind(), "since": shanghai("2022-09-08 08:00")}
    areas = [(world.r510522, ""), (world.r510522, "荔江小区"), (world.r510522, "少岷小区")]
    county, inside, other = announce_notice(areas, **NOTICE, **words)
    words["since"] = shanghai("2022-09-08 11:00")
    [later] = announce_notice([areas[1]], **NOTICE | {"number": "2022年第6号"}, replaces=True, **words)
    assert later.supersedes == inside
    until = [period.terms.current().get().until for period in (county, inside, other)]
    assert until == [None, words["since"], None]


def test_whoever_ends_it_second_does_not_prolong_it(world, noon):
    [period] = announced(world)
    end_period(period, by=world.chen)
    with clock.standing_at(noon + timedelta(hours=2)):
        with pytest.raises(Refused, match="已于9月8日 12:00解除"):
            end_period(period, by=world.lin)
        correct_term(period, by=world.lin, since=shanghai("2022-09-08 06:00"), basis="第5号通告")
        assert ControlPeriod.objects.in_force().get() == period


def test_a_cancelled_period_never_held(world):
    [period] = announced(world)
    cancel_period(period, by=world.chen, remark="录错区县")
    assert not ControlPeriod.objects.in_force().exists()
    assert announced(world)  # the area is free for the right one


@pytest.mark.parametrize("person", ["sun", "luo", "li", "xuming", "system"])
def test_only_the_city_writes(world, person):
    [period] = announced(world)
    by = world.people[person]
    with pytest.raises(NotYours):
        cancel_period(period, by=by, remark="试")
    with pytest.raises(NotYours):
        end_period(period, by=by)
    assert not period.terms.exclude(superseded_at=None).exists()


def test_kinds_are_shipped_once_and_a_new_word_is_kept_as_worded(world):
    ensure_control_kinds()
    before = ControlKind.objects.count()
    ensure_control_kinds()
    assert kind_named("社会面管控").code != kind_named("临时性静态管理").code == "static_management"
    assert ControlKind.objects.count() == before + 1


def test_a_notice_over_many_places_of_one_county_is_as_many_periods_in_their_order(world):
    places = [f"{number}号小区" for number in range(40)]
    words = NOTICE | {"kind": kind(), "since": shanghai("2022-09-08 06:00")}
    made = announce_notice([(world.r510522, place) for place in places], by=world.chen, **words)
    stored = dict(ControlPeriod.objects.in_force().values_list("pk", "place"))
    assert [stored[period.pk] for period in made] == places
