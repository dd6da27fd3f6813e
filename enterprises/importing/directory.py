"""The yearly directory (名录): each row registers a firm by its credit code and enters it for one year."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.models import Region
from ui.sheets.fields import Code, CreditCode, Number, Phone, Text, Whole, YesNo
from ui.sheets.importing import Importer, register
from workflow.versions import record_facts

from ..models import DirectoryEntry, Enterprise, Park
from ..registering import counted, record_registry
from .places import REFUSALS, Counties, county_columns, may_write_registry

FIRM = ("name", "industry_code", "industry", "contact_name", "contact_phone")
ENTRY = ("above_scale", "listed_year", "output_value", "employees")


@register
class DirectoryImporter(Importer):
    """Names, place and contact go to the firm; scale, output and employees to the entry of the year."""

    kind = "directory"
    title = gettext_lazy("企业名录")
    listed = ("enterprises:list", gettext_lazy("企业与园区"))
    natural_key = ("credit_code",)
    columns = {
        "credit_code": CreditCode(
            gettext_lazy("统一社会信用代码"),
            aliases=("信用代码",),
            required=True,
            example="91510502MATGNE7GM6",
        ),
        "name": Text(
            gettext_lazy("企业名称"),
            aliases=("单位名称",),
            required=True,
            max_length=100,
            example="泸州泉洞精细化学有限公司",
        ),
        **county_columns(),
        "town": Code(gettext_lazy("镇街代码"), pattern=r"\d{9}", example="510502004"),
        "park": Text(gettext_lazy("所属园区"), aliases=("园区",), example="江阳区智能终端产业园"),
        "industry_code": Code(gettext_lazy("行业代码"), max_length=4, example="26"),
        "industry": Text(
            gettext_lazy("行业名称"), aliases=("行业",), max_length=60, example="化学原料和化学制品制造业"
        ),
        "above_scale": YesNo(
            gettext_lazy("是否规上"),
            aliases=("规上",),
            required=True,
            yes=("规上",),
            no=("规下",),
            example="是",
        ),
        "listed_year": Whole(gettext_lazy("纳统年份"), least=1949, most=2100, example="2012"),
        "output_value": Number(
            gettext_lazy("上年工业总产值（万元）"), least=0, most=10**11, example="5154.8"
        ),
        "employees": Whole(gettext_lazy("从业人员（人）"), example="28"),
        "contact_name": Text(gettext_lazy("联系人"), max_length=50, example="王洋军"),
        "contact_phone": Phone(gettext_lazy("联系电话"), example="13800000000"),
    }
    options = {
        "year": Whole(
            gettext_lazy("名录年度"),
            required=True,
            least=2000,
            most=2100,
            hint=gettext_lazy("不填时取文件名中的四位年份。"),
        )
    }
    refusals = REFUSALS
    may_import = staticmethod(may_write_registry)

    @classmethod
    def default_options(cls, name):
        found = re.search(r"(?<!\d)(20\d\d)(?!\d)", name)
        return {"year": found.group(1)} if found else {}

    def prepare(self, rows, by):
        counties = Counties(self, by)
        codes = {code for row in rows if (code := row.get("town"))}
        towns = {town.code: town for town in Region.objects.filter(level=Region.Level.TOWN, code__in=codes)}
        names = {name for row in rows if (name := row.get("park"))}
        parks = dict(Park.objects.filter(name__in=names).values_list("name", "pk"))
        standing = Enterprise.objects.filter(credit_code__in=[row["credit_code"] for row in rows])
        held = dict(standing.values_list("credit_code", "county_id"))
        self.places = {}
        for row in rows:
            county, town, park = counties.of(row), towns.get(row.get("town")), parks.get(row.get("park"))
            if row.get("town") and town is None:
                self.refuse(
                    row, "town", "unknown_town", _("没有代码为 %(code)s 的镇街。") % {"code": row["town"]}
                )
            elif town and county and town.parent_id != county.pk:
                self.refuse(row, "town", "town_elsewhere", _("该镇街不在所填区县内。"))
            if row.get("park") and park is None:
                self.refuse(
                    row, "park", "unknown_park", _("没有名为“%(name)s”的园区。") % {"name": row["park"]}
                )
            if county:
                self.places[row["credit_code"]] = self.place(row, county, town, park)
                if held.get(row["credit_code"], county.pk) != county.pk:
                    counties.own(row, held[row["credit_code"]])

    @staticmethod
    def place(row, county, town, park):
        """The columns of place the sheet speaks of."""
        said = {"county_id": county.pk}
        if "town" in row.values:
            said["town_id"] = town and town.pk
        if "park" in row.values:
            said["park_id"] = park
        return said

    def apply(self, rows, by):
        said = {row["credit_code"]: row for row in rows}
        facts = {code: self.places[code] | pick(row, FIRM) for code, row in said.items()}
        firms, created, changed = record_registry(Enterprise, facts, key="credit_code", by=by)
        year = self.report.options["year"]
        before = self.entries(firms, year)
        source = (
            {"output_source": _("%(year)s 年企业名录") % {"year": year}}
            if self.speaks_of_output(rows)
            else {}
        )
        entries = [
            {"enterprise_id": firms[code].pk, "year": year, **self.entry_place(firms[code]), **source}
            | pick(row, ENTRY)
            for code, row in said.items()
        ]
        record_facts(DirectoryEntry, entries, by=by, verb="import_directory")
        after = self.entries(firms, year)
        revised = {code for code, pk in after.items() if before.get(code, pk) != pk}
        return counted(said, created | (after.keys() - before.keys()), changed | revised)

    @staticmethod
    def entry_place(firm):
        return {"county_id": firm.county_id, "town_id": firm.town_id, "park_id": firm.park_id}

    @staticmethod
    def speaks_of_output(rows):
        return "output_value" in rows[0].values

    @staticmethod
    def entries(firms, year):
        """{credit code: key of the open entry}, to tell what became of each row."""
        found = DirectoryEntry.objects.current().filter(
            year=year, enterprise__in=[f.pk for f in firms.values()]
        )
        return dict(found.values_list("enterprise__credit_code", "pk"))


def pick(row, keys):
    return {key: row[key] for key in keys if key in row.values}
