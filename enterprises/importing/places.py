"""What the rows of a sheet say about place: county, town, park, and whose they are."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from regions.models import Region
from ui.sheets.fields import Code, Text
from workflow.errors import NotYours, Refused

REFUSALS = (Refused, NotYours)  # a layer below said "not now": an error of the import like any other


def county_columns():
    return {
        "county": Code(gettext_lazy("区县代码"), required=True, pattern=r"\d{6}", example="510502"),
        "county_name": Text(gettext_lazy("所属区县"), aliases=("区县",), max_length=50, example="江阳区"),
    }


def may_write_registry(user):
    """The city keeps the registry; a district officer that of the own county."""
    return user.holds(Role.CITY, Role.DISTRICT)


class Counties:
    """The portal's own counties, and which of them this person keeps the registry of."""

    def __init__(self, importer, by):
        self.importer = importer
        self.known = {region.code: region for region in Region.objects.own().counties()}
        self.kept = None if by is None or by.holds(Role.CITY) else set(by.regions_as(Role.DISTRICT))

    def of(self, row):
        """The county of the row, or None after filing why not."""
        county = self.known.get(row["county"])
        if county is None:
            reason = _("本市没有代码为 %(code)s 的区县。") % {"code": row["county"]}
            self.importer.refuse(row, "county", "unknown_county", reason)
        elif (said := row.get("county_name")) and said != county.name:
            reason = _("与区县代码不符，该代码是%(name)s。") % {"name": county.name}
            self.importer.refuse(row, "county_name", "county_mismatch", reason)
        else:
            self.own(row, county.pk)
            return county
        return None

    def own(self, row, county_id):
        if self.kept is not None and county_id not in self.kept:
            self.importer.refuse(row, "county", "not_your_county", _("不属于您所在的区县。"))
