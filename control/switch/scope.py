"""Over which firms a switch goes: a division, a park, or a chosen set."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Role
from enterprises.models import Enterprise
from regions.models import Region, prefixed
from workflow.errors import NotYours


@dataclass(frozen=True)
class Scope:
    """A division (town, county or city), a park, or firms by their credit codes; of those, perhaps only 规上."""

    region: Any = None
    park: Any = None
    codes: tuple = ()
    above_scale: bool = False
    unknown: tuple = field(default=(), compare=False)  # what was typed and found nothing

    @property
    def title(self):
        if self.region or self.park:
            return str(self.region or self.park)
        return _("选定的{count}家企业").format(count=len(self.codes))

    @property
    def query(self):
        """The same scope as parameters of an address; a set is posted, being too long for one."""
        asked = {"region": self.region.code} if self.region else {}
        asked |= {"park": self.park.pk} if self.park else {}
        return asked | ({"above_scale": "on"} if self.above_scale else {})

    def firms(self, user):
        """Its firms, of those the person sees."""
        firms = Enterprise.objects.visible_to(user)
        if self.region is not None:
            path = "town__code" if self.region.level == Region.Level.TOWN else "county__code"
            firms = firms.filter(prefixed(path, self.region.code))
        elif self.park is not None:
            firms = firms.filter(park=self.park)
        else:
            firms = firms.filter(credit_code__in=self.codes)
        return firms.with_entry().filter(entry__above_scale=True) if self.above_scale else firms

    def county(self, user):
        """The county in which all of it lies, or None."""
        if self.region is not None:
            if self.region.level == Region.Level.COUNTY:
                return self.region
            return self.region.parent if self.region.level == Region.Level.TOWN else None
        if self.park is not None:
            return self.park.county
        counties = set(self.firms(user).order_by().values_list("county", flat=True))
        return Region.objects.get(pk=counties.pop()) if len(counties) == 1 else None

    def demand(self, user):
        """Raise ``NotYours`` unless this person switches there: a district in its county, the city anywhere.

        Of a chosen set a district's own firms are all it sees, so nothing foreign can be among them.
        """
        if user.holds(Role.CITY):
            return
        if not user.holds(Role.DISTRICT):
            raise NotYours()
        own = user.regions_as(Role.DISTRICT)
        if self.region is not None or self.park is not None:
            county = self.county(user)
            if county is None or county.pk not in own:
                raise NotYours(_("该区域不在您的管辖范围内。"))
