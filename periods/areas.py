"""Which areas are under control at a moment, each without the towns released from it by then."""

from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import get_language

from clock import clock

from .models import ControlPeriod, PeriodRelease


@dataclass(frozen=True)
class Town:
    """A town released from its county's control before the county itself is."""

    pk: int
    code: str
    name: str
    name_en: str

    def __str__(self):
        return _named(self)


@dataclass(frozen=True)
class Area:
    """A division under control by one notice, with the kind of control it names and the towns released by then."""

    pk: int
    code: str
    level: str
    name: str
    name_en: str
    kind: str
    kind_en: str
    issuer: str
    number: str
    released: tuple = field(default=())

    def __str__(self):
        return _named(self)

    def covers(self, county, town):
        """Whether a firm with these codes of county and town ("" or None: not known) is under this control."""
        inside = self.code in (county, town, f"{county[:4]}00", f"{county[:2]}0000")
        return inside and not any(one.code == town for one in self.released)

    def covers_keys(self, divisions):
        """The same for the keys of all divisions something lies in."""
        return self.pk in divisions and not any(one.pk in divisions for one in self.released)


def areas_in_force(at=None, known_at=None, *, whole=False):
    """The areas under control at ``at`` by what was on record at ``known_at`` (both default to now).

    ``whole``: without notices for a named place only (a compound, a road). One statement.
    """
    at, known_at = at or clock.now(), known_at or clock.now()
    periods = ControlPeriod.objects.in_force(at, known_at)
    if whole:
        periods = periods.filter(place="")
    columns = [*(f"region__{name}" for name in ("pk", "code", "level", "name", "name_en"))]
    columns += ["kind__name", "kind__name_en", "issuer", "number"]
    gone = PeriodRelease.objects.known_at(known_at).filter(period=OuterRef("pk"), released_at__lte=at)
    town = JSONObject(**{name: f"region__{name}" for name in ("pk", "code", "name", "name_en")})
    released = ArraySubquery(gone.order_by("region__code").values(town=town))
    rows = periods.order_by("region__code", "pk").values_list(*columns, released)
    return [Area(*row, tuple(Town(**one) for one in towns)) for *row, towns in rows]


def _named(place):
    return place.name_en if get_language() == "en" and place.name_en else place.name
