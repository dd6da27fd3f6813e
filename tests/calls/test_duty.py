"""The duty roster: who answers for a unit or a division at an hour."""

import pytest

from calls.duty import on_duty
from calls.models import DutyShift
from calls.roster import strike_shift, write_shifts
from tests.conftest import shanghai
from workflow.errors import NotYours, Refused

EVENING, MORNING = shanghai("2022-09-08 18:00"), shanghai("2022-09-09 08:30")


def night(unit, name="钱宁", phone="13900000020", **more):
    return {
        "unit": unit,
        "since": EVENING,
        "until": MORNING,
        "post": "officer",
        "name": name,
        "phone": phone,
        **more,
    }


def test_qian_answers_for_hejiang_from_evening_to_morning(world):
    write_shifts([night(world.hejiang, user=world.qian)], by=world.sun)
    at = shanghai("2022-09-08 22:00")
    [found] = on_duty(world.hejiang, at)
    assert (found.name, found.phone, found.user) == ("钱宁", "13900000020", world.qian)
    assert on_duty(world.r510522, at) == [found]  # the county is answered by its bureau
    [phone] = on_duty(world.hejiang, MORNING)
    assert not phone.is_rostered and phone.phone == world.hejiang.duty_phone


def test_the_officer_is_named_before_the_leader_and_many_units_take_two_statements(
    world, django_assert_num_queries
):
    leader = night(world.hejiang, name="王局长", post="leader")
    write_shifts([leader, night(world.hejiang), night(world.fuyang, name="周桐")], by=world.sun)
    with django_assert_num_queries(2):
        found = on_duty([world.r510522, world.r510522001, world.r510504], EVENING)
    assert [one.name for one in found if one.unit == world.hejiang] == ["钱宁", "王局长"]
    assert [one.name for one in found if one.unit == world.fuyang] == ["周桐"]
    assert [one.name for one in found if one.unit == world.longmatan] == [""]


def test_a_correction_keeps_what_was_first_written_and_the_same_again_writes_nothing(world):
    write_shifts([night(world.hejiang)], by=world.sun)
    assert write_shifts([night(world.hejiang)], by=world.sun).unchanged == 1
    write_shifts([night(world.hejiang, name="孙禾")], by=world.sun)
    assert DutyShift.objects.count() == 2
    assert [one.name for one in on_duty(world.hejiang, EVENING)] == ["孙禾"]
    strike_shift(DutyShift.objects.standing().get(), by=world.sun)
    assert [one.is_rostered for one in on_duty(world.hejiang, EVENING)] == [False]
    with pytest.raises(Refused, match="已更正或取消"):
        strike_shift(DutyShift.objects.current().get(), by=world.sun)


def test_one_keeps_the_roster_of_the_own_unit_and_of_those_below(world):
    write_shifts([night(world.fuyang)], by=world.sun)
    write_shifts([night(world.port_committee)], by=world.luo)
    write_shifts([night(world.longmatan)], by=world.chen)
    for person, unit in (
        (world.sun, world.longmatan),
        (world.luo, world.hejiang),
        (world.li, world.shanda_unit),
        (world.xuming, world.audit_office),
        (world.system, world.bureau),
    ):
        with pytest.raises(NotYours):
            write_shifts([night(unit)], by=person)


def test_a_shift_ends_after_it_begins(world):
    with pytest.raises(Refused, match="晚于"):
        write_shifts([night(world.hejiang, until=EVENING)], by=world.sun)


def test_officials_read_every_roster_firms_and_administrators_none(world):
    write_shifts([night(world.hejiang)], by=world.sun)
    seen = DutyShift.objects.visible_to
    assert all(seen(person).count() == 1 for person in (world.zhao, world.luo, world.guan, world.xuming))
    assert all(seen(person).count() == 0 for person in (world.li, world.system, world.auditadmin))
