"""The places of a sheet of accounts, and the units that stand for them."""

import re

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import below
from accounts.models import Role, Unit
from clock import clock
from regions.models import Region

from ..jurisdiction import of_own_county, of_own_territory
from ..models import Enterprise, Park

CREDIT_CODE = re.compile(r"[0-9A-Z]{18}")


class Places:
    """Looks up, in a few statements, every place and unit a sheet names; refuses rows that name none."""

    def __init__(self, importer, rows, by):
        self.importer, self.by = importer, by
        named = {row["place"] for row in rows}
        codes = {place.upper() for place in named if CREDIT_CODE.fullmatch(place.upper())}
        regions = Region.objects.own().filter(code__in=[place for place in named if place.isdigit()])
        self.regions = {region.code: region for region in regions}
        firms = Enterprise.objects.filter(credit_code__in=codes).select_related("county", "unit")
        self.firms = {firm.credit_code: firm for firm in firms}
        parks = Park.objects.filter(name__in=named).select_related("county", "unit")
        self.parks = {park.name: park for park in parks}
        units = Unit.objects.filter(name__in=[row["unit"] for row in rows]).select_related("region")
        self.units = {unit.name: unit for unit in units}
        self.subjects = {}  # name of a unit -> the park or firm it stands for
        self.allowed = by and {role: self._units_for(role) for role in below.may_appoint(by)}
        self.keeps = by and self._firms_kept(codes)

    def _units_for(self, role):
        units = Unit.objects.filter(below.units_below(self.by, role=role), name__in=self.units)
        return set(units.values_list("name", flat=True))

    def _firms_kept(self, codes):
        """Firms for which this person may make a unit: the clerks' accounts are theirs to open."""
        if self.by.holds(Role.SYSTEM, Role.CITY):
            return codes
        mine = Q(pk=None)
        if self.by.holds(Role.DISTRICT):
            mine |= of_own_county(self.by)
        if self.by.holds(Role.TERRITORIAL):
            mine |= of_own_territory(self.by)
        return set(
            Enterprise.objects.filter(mine, credit_code__in=codes).values_list("credit_code", flat=True)
        )

    def unit_of(self, row):
        """The unit of a row, standing or to be made; None after filing why not."""
        subject, region = self._subject(row)
        if region is None:
            return self._refuse(
                row, "place", "unknown_place", _("不是本市的区划代码、园区名称或已登记的信用代码。")
            )
        unit, right = self.units.get(row["unit"]), getattr(subject, "unit", None)
        if right is not None and right.name != row["unit"]:
            reason = _("该园区或企业的账户单位是“%(name)s”。") % {"name": right.name}
            return self._refuse(row, "unit", "another_unit", reason)
        if unit is not None and (
            unit.kind != row["kind"] or (subject is None and unit.region_id != region.pk)
        ):
            reason = _("已有同名单位，类型或所在区划不同。")
            return self._refuse(row, "unit", "unit_differs", reason)
        if not self._may(row, unit, subject):
            return self._refuse(row, "role", "not_yours", _("您不能在该单位开设这一角色的账号。"))
        if unit is None:
            unit = self.units[row["unit"]] = Unit(name=row["unit"], kind=row["kind"], region=region)
        stands_for = subject if right is None else None
        if stands_for is not None and self.subjects.setdefault(unit.name, subject) != subject:
            reason = _("表中另一行用此单位代表“%(name)s”。") % {"name": self.subjects[unit.name]}
            return self._refuse(row, "unit", "two_subjects", reason)
        return unit

    def written(self, by):
        """Makes the units that were missing and links parks and firms to theirs; {name: unit}."""
        new = [unit for unit in self.units.values() if unit.pk is None]
        Unit.objects.bulk_create(new)
        Unit.history.bulk_history_create(new, default_user=by, default_date=clock.now())
        for model in (Park, Enterprise):
            linked = []
            for name, subject in self.subjects.items():
                if isinstance(subject, model):
                    subject.unit = self.units[name]
                    linked.append(subject)
            if linked:
                model.objects.bulk_update(linked, ["unit"])
                model.history.bulk_history_create(
                    linked, update=True, default_user=by, default_date=clock.now()
                )
        return self.units

    def _subject(self, row):
        """(park or firm or None, division); (None, None) for a place nobody knows."""
        place = row["place"]
        if region := self.regions.get(place):
            return None, region
        subject = self.parks.get(place) or self.firms.get(place.upper())
        return subject, subject and subject.county

    def _may(self, row, unit, subject):
        if self.by is None:
            return True
        if row["role"] not in self.allowed:
            return False
        if unit is not None and unit.pk:
            return unit.name in self.allowed[row["role"]]
        if self.by.holds(Role.SYSTEM):
            return True
        return isinstance(subject, Enterprise) and subject.credit_code in self.keeps

    def _refuse(self, row, key, code, reason):
        self.importer.refuse(row, key, code, reason)
