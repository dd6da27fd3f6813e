"""An officer lends a colleague what they may do, until an hour; nothing more, and never what was lent."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts import acting, services
from accounts.errors import NotNow
from accounts.models import Appointment, Role, User
from clock import clock
from plans.loops.services import order_loop
from plans.services import endorse_plan, file_plan, return_plan
from tests.plans.forms import checked, filed, submitted
from whitelist.services import list_entry, nominate
from workflow.errors import NotYours


def fresh(person):
    return User.objects.get(pk=person.pk)


def lent(giver, to, until=None):
    giver = fresh(giver)
    post = acting.lendable(giver)[0]
    return acting.lend(post, by=giver, to=to, until=until or clock.now() + timedelta(hours=8))


def test_sun_acts_for_chen_until_the_hour_and_the_deed_says_for_whom(world, noon):
    [entry] = nominate([world.shanda], by=world.qian, category="livelihood", effective_from="2022-09-08")
    with pytest.raises(NotYours):
        list_entry(entry, by=fresh(world.sun))
    post = lent(world.chen, world.sun)
    deed = list_entry(entry, by=fresh(world.sun))
    assert (deed.by, deed.appointment, deed.unit) == (world.sun, post, world.bureau)
    assert deed.appointment.giver == world.chen
    with clock.standing_at(noon + timedelta(hours=9)):
        assert fresh(world.sun).roles == {Role.DISTRICT}


def test_of_several_powers_the_deed_names_those_by_which_the_record_was_theirs(world):
    lent(world.sun, world.luo)
    luo = fresh(world.luo)
    own, away = submitted(world.shanda, world.li), submitted(world.qingquan, world.ma)
    endorse_plan(away, by=world.zhou)
    deeds = [return_plan(plan, by=luo, remark="人数不符") for plan in (own, away)]
    assert [deed.unit for deed in deeds] == [world.port_committee, world.hejiang]
    assert [deed.appointment.giver for deed in deeds] == [None, world.sun]


def test_qian_acting_for_the_city_orders_at_home_as_the_county_and_away_as_the_city(world):
    lent(world.chen, world.qian)
    qian = fresh(world.qian)
    home = {"clerk": world.li, "territory": world.luo, "district": world.sun}
    away = {"clerk": world.hu, "territory": world.gao, "district": world.zhao}
    for firm, people, unit in (
        (world.shanda, home, world.hejiang),
        (world.longfei, away, world.bureau),
    ):
        filed(firm, **people)
        assert order_loop(firm, by=qian).steps.get().deed.unit == unit


def test_the_history_names_whom_one_acted_for(world, client):
    [entry] = nominate([world.shanda], by=world.qian, category="livelihood", effective_from="2022-09-08")
    lent(world.chen, world.sun)
    list_entry(entry, by=fresh(world.sun))
    client.force_login(world.sun)
    page = client.get(f"/whitelist/{entry.pk}/").content.decode()
    assert "（代陈思远）" in page


def test_only_the_own_powers_are_lent_and_never_those_that_were(world):
    sun, luo = fresh(world.sun), fresh(world.luo)
    with pytest.raises(PermissionDenied):
        acting.lend(acting.lendable(luo)[0], by=sun, to=world.qian, until=clock.now() + timedelta(hours=1))
    post = lent(world.chen, world.sun)
    assert post not in acting.lendable(fresh(world.sun))
    with pytest.raises(PermissionDenied):
        acting.lend(post, by=fresh(world.sun), to=world.qian, until=clock.now() + timedelta(hours=1))


@pytest.mark.parametrize("who", ["zhao", "li", "chen", "system", "auditadmin", "guan"])
def test_to_a_colleague_of_the_unit_or_below_and_to_no_administrator(world, who):
    with pytest.raises(PermissionDenied):
        lent(world.sun, world.people[who])


def test_an_administrator_and_a_clerk_have_nothing_to_lend(world):
    for person in (world.system, world.security, world.auditadmin, world.li, world.xuming):
        assert acting.lendable(fresh(person)) == []
    with pytest.raises(PermissionDenied):
        lent(world.chen, world.security)


def test_an_hour_is_asked_for_and_not_a_far_one(world, noon):
    for until in (noon, noon + timedelta(days=15)):
        with pytest.raises(NotNow, match="14天"):
            lent(world.chen, world.sun, until)
    lent(world.chen, world.sun)
    with pytest.raises(NotNow, match="已有此权限"):
        lent(world.chen, world.sun)
    with pytest.raises(IntegrityError), transaction.atomic():
        own = world.chen.appointments.get()
        Appointment.objects.create(user=world.zhao, unit=own.unit, role=own.role, acting_for=own)


def test_they_end_early_by_either_or_by_who_looks_after_them(world):
    for by in (world.chen, world.sun, world.system):
        post = lent(world.chen, world.sun)
        with pytest.raises(PermissionDenied):
            acting.end_early(post, by=fresh(world.zhao))
        acting.end_early(post, by=fresh(by))
        assert Role.CITY not in fresh(world.sun).roles
        with clock.standing_at(clock.now() + timedelta(minutes=1)), pytest.raises(NotNow, match="已经结束"):
            acting.end_early(post, by=fresh(by))


def test_when_the_givers_own_post_ends_what_was_lent_of_it_ends(world):
    lent(world.sun, world.luo)
    services.end_appointment(world.sun.appointments.get(), by=fresh(world.chen))
    with clock.standing_at(clock.now() + timedelta(seconds=1)):
        assert fresh(world.luo).roles == {Role.TERRITORIAL}


def test_who_acts_for_another_becomes_no_administrator(world):
    lent(world.chen, world.sun)
    with pytest.raises(NotNow, match="代理他人权限"):
        services.appoint(fresh(world.sun), by=fresh(world.system), unit=world.bureau, role=Role.SYSTEM)


def test_nobody_reviews_by_lent_powers_what_they_filed(world):
    plan = submitted(world.shanda, world.li)
    lent(world.sun, world.luo)
    endorse_plan(plan, by=fresh(world.xu))
    checked(plan, by=fresh(world.xu))
    file_plan(plan, by=fresh(world.luo))
    assert plan.steps.last().deed.appointment.giver == world.sun
