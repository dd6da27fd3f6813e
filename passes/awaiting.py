"""With whom an application waits: the units whose people may take its next step, and how they are reached."""

from django.db.models import Q

from accounts.models import Appointment, Role, Unit

from .steps import Desk, Next


def waits_with(record):
    """The units with whom an application waits, by their names; one statement, none where it waits for nobody.

    Only units in which somebody is appointed for it now: an empty answer means that nobody is there to do it.
    """
    step = record.awaits
    if step is None:
        return []
    if step == Next.ISSUE:
        return [record.type.issuing_unit]
    if step == Next.ACCEPT:
        return _units(_county(record))
    return _units(
        {
            Desk.ANY: _county(record) | _department(record),
            Desk.TERRITORY: _territory(record),
            Desk.DISTRICT: _county(record),
            Desk.DEPARTMENT: _department(record),
            Desk.ISSUER: Q(unit=record.type.issuing_unit_id, role=Role.CITY),
        }[record.asked_desk]
    )


def _county(record):
    return Q(role=Role.DISTRICT, unit__region=record.enterprise.county_id)


def _department(record):
    return Q(role=Role.LIAISON, unit__goods__contains=[record.goods_category])


def _territory(record):
    firm = record.enterprise
    if firm.park_id:
        return Q(role=Role.TERRITORIAL, unit=firm.park.unit_id)
    return Q(role=Role.TERRITORIAL, unit__kind=Unit.Kind.TOWN, unit__region=firm.town_id)


def _units(posts):
    there = Appointment.objects.in_force().filter(posts).values("unit")
    return list(Unit.objects.filter(pk__in=there).order_by("name"))
