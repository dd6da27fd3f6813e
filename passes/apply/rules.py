"""What an application must meet before it is handed in; forms show it by field, deeds refuse with it."""

from datetime import timedelta

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from clock import clock
from passes import plates
from passes.models import Scope

from . import amending, credentials


def validity_of(first_day, last_day):
    """Days inclusive, as people say them, as [midnight of the first, midnight after the last)."""
    return DateTimeTZRange(clock.day_start(first_day), clock.day_start(last_day + timedelta(days=1)))


def days_of(validity):
    """(first day, last day) of a validity, both inclusive."""
    return clock.day_of(validity.lower), clock.day_of(validity.upper) - timedelta(days=1)


def faults(
    *, type, plate, plate_colour="", origin=None, destination=None, first_day, last_day, at=None, **others
):
    """{field: (code, sentence)} of what keeps an application from being handed in at ``at``.

    ``plate`` is normalised. Without ``at`` (a paper pass of some earlier day) the start may lie in the past.
    """
    found = {}
    if wrong := plates.fault(plate):
        found["plate"] = ("plate", wrong)
    elif wrong := plates.colour_fault(plate, plate_colour):
        found["plate_colour"] = ("plate_colour", wrong)
    found |= credentials.faults(others, at)
    days = (last_day - first_day).days + 1
    if days < 1:
        found["last_day"] = ("ends_before_start", _("有效期止不能早于有效期起。"))
    elif days > type.limit_days:
        found["last_day"] = (
            "too_long",
            _("{type}最长{most}天，所填为{days}天。").format(type=type, most=type.limit_days, days=days),
        )
    if at is not None and first_day < clock.day_of(at):
        found["first_day"] = ("past_start", _("有效期起不能早于提交之日。"))
    for name, end in (("origin", origin), ("destination", destination)):
        if end is not None and not _reaches(type, end.code):
            found[name] = ("out_of_scope", _("{type}不能通往{end}。").format(type=type, end=end))
    if others.get("amends") and others.get("enterprise") and at is not None:
        told = amending.fault(
            others["amends"], enterprise=others["enterprise"], type=type, first_day=first_day, at=at
        )
        if told:
            found[told[0]] = told[1:]
    return found


def _reaches(pass_type, code):
    """A city pass stays in the portal's own city, a provincial one in its province."""
    digits = {Scope.CITY: 4, Scope.PROVINCE: 2}.get(pass_type.scope, 0)
    return code[:digits] == settings.OWN_REGION[:digits]


def slot_of(vehicle_pass):
    """In which slot two live passes would displace each other, by the type's rule; None if they never do."""
    rule, kind = vehicle_pass.type.supersedes, vehicle_pass.type
    if rule == kind.Supersedes.NOTHING:
        return None
    parts = [kind.pk, vehicle_pass.plate]
    if rule == kind.Supersedes.PLATE_APPLICANT_ROUTE:
        parts += [vehicle_pass.enterprise_id, vehicle_pass.origin_id, vehicle_pass.destination_id]
    return ":".join(map(str, parts))
