"""The stories' deeds: a directory recorded, a county put under control, firms sealed, passes issued."""

from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from accounts.models import Appointment, Role, User
from clock import clock
from enterprises.models import DirectoryEntry, Enterprise
from passes.models import PassType, VehiclePass
from periods.kinds import kind_named
from periods.models import ControlPeriod, PeriodTerm
from plans.models import Plan
from plans.models.loops import Loop
from stats.compile import compile
from tests.conftest import shanghai
from workflow.deeds import deed as one_deed
from workflow.models import Policy
from workflow.moves import begin, make_moves
from workflow.versions import record_facts


@contextmanager
def at(text):
    """The story's time: "9 12:00" is noon of 9 September 2022."""
    with clock.standing_at(moment(text)):
        yield


def moment(text):
    if isinstance(text, datetime):
        return text
    day, hour = text.split()
    return shanghai(f"2022-09-{int(day):02} {hour}")


def firms(world, number, *, park="port", start=0, town=None):
    """So many new firms, of Hejiang's port park or Longmatan's high-tech park."""
    park = getattr(world, park) if park else None
    county = park.county if park else town.parent
    rows = [
        Enterprise(
            credit_code=f"T{county.code}{start + n:011}",
            name=f"企业{start + n}",
            county=county,
            park=park,
            town=town,
        )
        for n in range(number)
    ]
    for row in rows:
        row.spell()
    return Enterprise.objects.bulk_create(rows)


def directory(world, rows, *, year=2022, output="100", above=True, **more):
    """The year's directory is recorded: every firm above scale with the same output, unless said otherwise."""
    lines = [
        {
            "enterprise_id": firm.pk,
            "year": year,
            "county_id": firm.county_id,
            "town_id": firm.town_id,
            "park_id": firm.park_id,
            "above_scale": above,
            "output_value": output,
            **more,
        }
        for firm in rows
    ]
    return record_facts(DirectoryEntry, lines, by=world.chen)


def control(world, region, since, until=None, *, place="", number="2022年第2号"):
    """A notice puts a county or town under static management."""
    kind = kind_named("临时性静态管理")
    period = ControlPeriod(issuer="泸州市指挥部", number=number, kind=kind, region=region, place=place)
    with one_deed("announce", by=world.chen) as deed:
        begin(ControlPeriod, [period], "announce", by=world.chen, deed=deed)
        term = {"period_id": period.pk, "since": moment(since), "until": until and moment(until)}
        record_facts(PeriodTerm, [term], by=world.chen, deed=deed)
    return period


def officers(world, park):
    """Two of the park's committee and one of its county: nobody endorses what they filed."""
    if park == world.port:
        return world.luo, world.xu, world.sun
    second, new = User.objects.get_or_create(username="second", defaults={"name": "第二人"})
    if new:
        Appointment.objects.create(user=second, unit=park.unit, role=Role.TERRITORIAL, since=clock.now())
    return world.gao, second, world.zhao


def ordered(world, rows):
    """Plans filed and loops ordered for firms of one park; returns the loops' queryset."""
    filer, endorser, county = officers(world, rows[0].park)
    plans = [Plan(kind="enterprise", enterprise=firm, filed_by=filer, defects=0) for firm in rows]
    begin(Plan, plans, "start", by=filer)
    found = Plan.objects.filter(pk__in=[plan.pk for plan in plans])
    for verb, by in (("submit", filer), ("endorse", endorser), ("file", county)):
        assert not make_moves(found, verb, by=by).refused
    loops = [Loop(enterprise=plan.enterprise, plan=plan) for plan in plans]
    begin(Loop, loops, "order", by=county)
    return Loop.objects.filter(pk__in=[loop.pk for loop in loops])


def confirmed(world, loops, occurred_at=None):
    """The territory confirms 已封闭, now or for an hour that has passed."""
    filer = officers(world, loops[0].enterprise.park)[0]
    when = occurred_at and moment(occurred_at)
    done = make_moves(loops, "confirm", by=filer, occurred_at=when, values={"people_inside": 30})
    assert not done.refused
    return done.deed


def sealed(world, rows):
    loops = ordered(world, rows)
    confirmed(world, loops)
    return loops


def issued(world, firm, number, *, scope="city", channel="online"):
    """Passes entered from paper for one firm: the shortest way to an issued pass."""
    type_, _new = PassType.objects.get_or_create(
        code=scope, defaults={"name": scope, "scope": scope, "issuing_unit": world.transport_group}
    )
    now = clock.now()
    first = VehiclePass.objects.count()
    rows = [
        VehiclePass(
            type=type_,
            channel=channel,
            number=f"{scope}-{first + n}",
            enterprise=firm,
            filed_by=world.he,
            plate="川E12345",
            driver_name="张三",
            driver_phone="13800000000",
            goods_category="energy",
            goods_name="柴油",
            origin=firm.county,
            destination=firm.county,
            validity=DateTimeTZRange(now, now + timedelta(days=7)),
        )
        for n in range(number)
    ]
    begin(VehiclePass, rows, "enter", by=world.he, basis="纸质证存根")
    return VehiclePass.objects.filter(pk__in=[row.pk for row in rows])


def policy(world, key, value, since="1 00:00"):
    row = {"key": key, "region_id": None, "since": moment(since), "value": value, "basis": ""}
    record_facts(Policy, [row], by=world.chen)


def figure(made, name, kind="controlled", code="510500"):
    """One stored figure of a compilation."""
    return made.figures.get(figure=name, scope_kind=kind, scope_code=str(code))


def rows_at(text, known="30 00:00"):
    """{(figure, kind of scope, code of scope): the row} of that moment, with what was known at the other."""
    rows = compile(moment(text), moment(known))
    return {(row.figure, row.scope_kind, row.scope_code): row for row in rows}
