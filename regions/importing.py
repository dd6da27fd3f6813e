"""Divisions from a sheet: the whole country's, or a city's towns, in the form code, name, level, parent."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ui.sheets.fields import Choice, Code, Text
from ui.sheets.importing import Importer, register

from .english import english_name
from .models import Region

ORDER = [
    level.value for level in Region.Level
]  # the one above first, so that it is there when it is referred to


@register
class RegionImporter(Importer):
    """Each row is one division by its code. Divisions that are not in the sheet stay as they are."""

    kind = "regions"
    title = gettext_lazy("行政区划")
    natural_key = ("code",)
    columns = {
        "code": Code(
            gettext_lazy("代码"),
            aliases=("区划代码", "行政区划代码"),
            required=True,
            pattern=r"\d{6}|\d{9}",
            example="510502",
        ),
        "name": Text(
            gettext_lazy("名称"), aliases=("区划名称",), required=True, max_length=50, example="江阳区"
        ),
        "level": Choice(
            gettext_lazy("层级"),
            aliases=("级别",),
            required=True,
            choices=Region.Level.choices,
            example="county",
        ),
        "parent": Code(gettext_lazy("上级代码"), aliases=("上级",), pattern=r"\d{6}", example="510500"),
        "name_en": Text(gettext_lazy("英文名称"), max_length=80, example="Jiangyang District"),
    }

    @classmethod
    def may_import(cls, user):
        return user.holds("system_administrator", "city_officer")

    def is_beside_the_point(self, row):
        """A city without counties is repeated in the source as its own county, so that every city has one."""
        return row.get("parent") == row["code"]

    def prepare(self, rows, by):
        levels = {row["code"]: row["level"] for row in rows}
        wanted = {parent for row in rows if (parent := row.get("parent"))}
        known = levels | dict(
            Region.objects.filter(code__in=wanted - set(levels)).values_list("code", "level")
        )
        for row in rows:
            if (len(row["code"]) == 9) != (row["level"] == Region.Level.TOWN):
                self.refuse(row, "code", "wrong_length", _("镇街代码为九位数字，其余为六位数字。"))
            if not (parent := row.get("parent")):
                continue
            if parent not in known:
                self.refuse(
                    row, "parent", "unknown_region", _("没有代码为 %(code)s 的区划。") % {"code": parent}
                )
            elif ORDER.index(known[parent]) >= ORDER.index(row["level"]):
                self.refuse(row, "parent", "wrong_level", _("上级的层级须高于本级。"))

    def apply(self, rows, by):
        codes = {row["code"] for row in rows} | {row.get("parent") for row in rows}
        standing = {region.code: region for region in Region.objects.filter(code__in=codes - {None, ""})}
        counts = dict.fromkeys(("created", "changed", "unchanged"), 0)
        for level in ORDER:
            written = []
            for row in (row for row in rows if row["level"] == level):
                parent = standing.get(row.get("parent"))
                facts = {key: row[key] for key in ("name", "level", "name_en") if key in row.values}
                if "parent" in row.values:
                    facts["parent_id"] = parent and parent.pk
                old = standing.get(row["code"])
                if not facts.get("name_en"):
                    facts["name_en"] = english_of(row["name"], old)
                if old and all(getattr(old, key) == value for key, value in facts.items()):
                    counts["unchanged"] += 1
                    continue
                counts["changed" if old else "created"] += 1
                region = old or Region(code=row["code"])
                for key, value in facts.items():
                    setattr(region, key, value)
                standing[region.code] = region
                written.append(region)
            if written:
                write(written)
        return counts


def english_of(name, old):
    """The English name where the sheet gives none: one chosen for the division stays, one made follows its name."""
    if old and old.name_en not in ("", english_name(old.name)):
        return old.name_en
    return english_name(name)


def write(regions):
    """One statement for new and changed alike; the divisions know their keys afterwards."""
    Region.objects.bulk_create(
        regions,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_en", "level", "parent"],
    )
