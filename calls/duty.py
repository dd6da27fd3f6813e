"""Who is on duty: asked by whoever must reach a unit or a division now, or at an hour."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import Role, Unit
from enterprises.models import Enterprise
from notices.telling import OFFICES
from regions.models import Region

from .models import DutyShift


@dataclass(frozen=True)
class OnDuty:
    """One who answers: a person of the roster, or, where nobody is rostered, the unit's 24-hour telephone.

    ``user`` is the person's account where the roster names one; ``name`` is "" for the bare telephone.
    """

    unit: Unit
    name: str
    phone: str
    post: str = ""
    until: datetime | None = None
    user: Any = None

    @property
    def is_rostered(self):
        return bool(self.name)


def on_duty(where, at=None):
    """Who answers for ``where`` at ``at`` (default: now): a list, the officer before the leader.

    ``where`` is a unit, or a division, which means its office (经信部门, for a town its own office), or several
    of either. A unit without a shift at that hour is answered by its duty telephone, if it has one.
    Two statements, whatever the number.
    """
    units = _units(where)
    shifts = DutyShift.objects.at(at).filter(unit__in=units).select_related("user")
    rostered = {}
    for shift in shifts.order_by(
        "-post", "since", "pk"
    ):  # officer after leader in the alphabet: officer first
        rostered.setdefault(shift.unit_id, []).append(shift)
    found = []
    for unit in units:
        mine = rostered.get(unit.pk, ())
        found += [OnDuty(unit, one.name, one.phone, one.post, one.until, one.user) for one in mine]
        if not mine and unit.duty_phone:
            found.append(OnDuty(unit, "", unit.duty_phone))
    return found


def duty_of(user):
    """Who answers now for this person: at the own units; for a firm's clerk, at its park or town."""
    own = {post.unit for post in user.posts if post.unit.kind != Unit.Kind.ENTERPRISE}
    firms = user.units_as(Role.CLERK)
    if firms:
        places = Enterprise.objects.filter(unit__in=firms).select_related("park__unit", "town")
        own |= {place for firm in places if (place := firm.park.unit if firm.park else firm.town)}
    return on_duty(sorted(own, key=str))


def _units(where):
    many = [where] if isinstance(where, Unit | Region) else list(where)
    units = [one for one in many if isinstance(one, Unit)]
    regions = [one for one in many if isinstance(one, Region)]
    if regions:
        offices = Unit.objects.filter(region__in=regions, kind__in=set(OFFICES.values()))
        levels = {region.pk: region.level for region in regions}
        units += [unit for unit in offices if OFFICES.get(levels[unit.region_id]) == unit.kind]
    return list(dict.fromkeys(units))
