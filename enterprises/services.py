"""What people do to the registry: register and correct firms and parks, write directory lines, file returns."""

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from workflow.deeds import broken_constraints_explained
from workflow.errors import NotYours, Refused
from workflow.versions import record_facts

from .jurisdiction import city, clerk, district, territory
from .models import DailyReturn, DirectoryEntry, Enterprise, Park

registrars = district() | city
reporters = clerk() | territory() | district() | city
# What the territory may correct of its own firms; the rest is the district's.
TERRITORIAL_FACTS = frozenset(
    {"contact_name", "contact_phone", "area_leader", "liaison_name", "liaison_phone", "capability"}
)


def register_enterprise(*, by, **facts):
    """A district (in its county) or the city enters a firm. Raises ``NotYours`` elsewhere."""
    return _register(Enterprise(**facts), by)


def register_park(*, by, **facts):
    """A district (in its county) or the city enters a park."""
    return _register(Park(**facts), by)


def edit_enterprise(enterprise, *, by, **facts):
    """Correct a firm's entry; the history keeps who changed what. The territory may change its contacts only."""
    with transaction.atomic(), broken_constraints_explained(Enterprise):
        locked = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
        changed = {name for name, value in facts.items() if getattr(locked, name) != value}
        if not _may(registrars, locked, by) and not (
            changed <= TERRITORIAL_FACTS and _may(territory() | clerk(), locked, by)
        ):
            raise NotYours
        if not changed:
            return locked
        for name in changed:
            setattr(locked, name, facts[name])
        locked._history_user = by
        locked.save()
        if not _may(registrars | territory() | clerk(), locked, by):
            raise NotYours(_("不能把企业改到您管辖之外的地方。"))
        return locked


def edit_park(park, *, by, **facts):
    """Correct a park's entry."""
    with transaction.atomic(), broken_constraints_explained(Park):
        locked = Park.objects.select_for_update().get(pk=park.pk)
        if not _may(registrars, locked, by):
            raise NotYours
        for name, value in facts.items():
            setattr(locked, name, value)
        locked._history_user = by
        locked.save()
        if not _may(registrars, locked, by):
            raise NotYours(_("不能把园区改到您管辖之外的地方。"))
        return locked


def write_entry(enterprise, *, by, year, basis="", **facts):
    """Write or correct one firm's line in a year's directory; the line as it was is kept."""
    if not _may(registrars, enterprise, by):
        raise NotYours
    place = {"county_id": enterprise.county_id, "town_id": enterprise.town_id, "park_id": enterprise.park_id}
    row = {"enterprise_id": enterprise.pk, "year": year, **place, **facts}
    record_facts(DirectoryEntry, [row], by=by, verb="write_entry", basis=basis)
    return DirectoryEntry.objects.current().get(enterprise=enterprise, year=year)


def file_return(enterprise, *, by, day, **facts):
    """Report one firm's day, or amend what was reported; every amendment is kept.

    Raises ``Refused`` for a day to come, ``NotYours`` for a firm the person does not report for.
    """
    if not _may(reporters, enterprise, by):
        raise NotYours
    if day > clock.today():
        raise Refused(_("不能填报以后的日期。"), code="in_future")
    record_facts(
        DailyReturn, [{"enterprise_id": enterprise.pk, "day": day, **facts}], by=by, verb="file_return"
    )
    return DailyReturn.objects.current().get(enterprise=enterprise, day=day)


def may_edit(enterprise, user):
    """Whether this person may correct anything at all of the firm's entry."""
    return _may(registrars | territory() | clerk(), enterprise, user)


def may_register(record, user):
    """Whether this person may correct all of it."""
    return _may(registrars, record, user)


def may_report(enterprise, user):
    return _may(reporters, enterprise, user)


def _register(record, by):
    with transaction.atomic(), broken_constraints_explained(type(record)):
        record._history_user = by
        record.save()
        if not _may(registrars, record, by):
            raise NotYours(_("只能登记本区县的企业和园区。"))
    return record


def _may(who, record, user):
    return type(record).objects.filter(who(user), pk=record.pk).exists()
