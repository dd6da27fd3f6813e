"""Where figures are counted: the area under control, the city, each county, each park."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from clock import clock
from enterprises.models import Park
from periods.areas import areas_in_force
from regions.models import Region

from .models import ScopeKind

INSTANT = timedelta(microseconds=1)


def just_before(as_of):
    """The last instant that counts. A day's cut-off belongs to the next day: what begins then is not yet so."""
    return as_of - INSTANT


def year_of(as_of):
    return clock.day_of(just_before(as_of)).year


def controlled_areas(as_of, known_at):
    """The areas under control just before ``as_of``, by the notices on record at ``known_at``.

    A notice for a named place only (a compound, a road) does not put its county's or town's firms in scope; a
    town released from its county's period by then is out of it (``Area.released``).
    """
    return areas_in_force(just_before(as_of), known_at, whole=True)


def lies_in(areas, county, town):
    """Whether a firm with these codes lies in one of the areas and in no town released from it."""
    return any(area.covers(county, town) for area in areas)


@dataclass(frozen=True)
class Places:
    """The scopes of one compilation: (kind, code, name) each; two statements besides the areas'."""

    city: tuple
    controlled: tuple
    counties: dict  # code -> scope
    parks: dict  # key -> scope
    areas: tuple  # under control

    @classmethod
    def read(cls, as_of, known_at):
        code = settings.OWN_REGION
        areas = controlled_areas(as_of, known_at)
        own = Region.objects.own().filter(level__in=[Region.Level.CITY, Region.Level.COUNTY])
        names = dict(own.order_by("code").values_list("code", "name"))
        return cls(
            city=(ScopeKind.CITY, code, names.get(code, code)),
            controlled=(ScopeKind.CONTROLLED, code, listed(list(dict.fromkeys(a.name for a in areas)))),
            counties={key: (ScopeKind.REGION, key, name) for key, name in names.items() if key != code},
            parks={
                key: (ScopeKind.PARK, str(key), name)
                for key, name in Park.objects.order_by("pk").values_list("pk", "name")
            },
            areas=tuple(areas),
        )

    def of(self, county, park):
        """The scopes, but for the controlled one, in which a firm of this county and park counts."""
        if county not in self.counties:
            return []
        own = [self.city, self.counties[county]]
        return [*own, self.parks[park]] if park in self.parks else own


def listed(names):
    """ "江阳区、纳溪区", cut short where there are too many to store."""
    whole = "、".join(names)
    return whole if len(whole) <= 100 else f"{'、'.join(names[:6])}等{len(names)}处"
