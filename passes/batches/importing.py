"""A batch as a sheet or a pasted message; what the rows leave open is said once beside the file."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Role
from clock import clock
from enterprises.models import Enterprise
from passes.apply import credentials, rules
from passes.apply.drawing import columns_of
from passes.issue.numbers import normalise as plain
from passes.models import PassType
from regions.models import Region
from ui.sheets import pasting
from ui.sheets.fields import Text
from ui.sheets.importing import Importer, register
from workflow.errors import NotYours, Refused

from . import chat
from .fields import COLUMNS, MOST, SHARED, OpenType
from .services import file_batch

# What a row says as it is, for itself or for all.
IN_WORDS = ("goods_category", "goods_name", "origin_place", "destination_place", "route")


@register
class BatchImporter(Importer):
    kind = "pass-batches"
    title = gettext_lazy("一批通行证申请")
    listed = ("passes:batches", pgettext_lazy("many", "批次"))
    lead = gettext_lazy("一行一车，每车分别办理。各车相同的内容在下面只填一次；表格里填了的，以表格为准。")
    natural_key = ("plate", "origin", "destination")
    max_rows = MOST
    pasteable = True
    personal = True
    paste_hint = gettext_lazy(
        "可直接粘贴聊天里的车牌清单，司机、电话、货物、线路写在车牌旁边的会一并认出；也可粘贴表格。"
    )
    refusals = (Refused, NotYours)
    columns = COLUMNS
    options = {
        "type": OpenType(gettext_lazy("通行证类型")),
        "letter_unit": Text(gettext_lazy("来函单位"), max_length=100),
        "letter": Text(gettext_lazy("来函文号"), max_length=100),
        "enterprise": Text(
            gettext_lazy("申请单位"), hint=gettext_lazy("统一社会信用代码或全称；只为本企业申请的不用填")
        ),
        **{key: COLUMNS[key] for key in SHARED},
    }

    @classmethod
    def may_import(cls, user):
        return user.holds(Role.CLERK, Role.TERRITORIAL)

    @classmethod
    def from_paste(cls, text):
        """A copied table as it stands; anything else is read as a message."""
        if "\t" in text or pasting.has_titles(cls, text.splitlines()):
            return pasting.as_file(cls, text)
        rows = chat.read(text, _places())
        lines = [[str(field.label) for field in cls.columns.values()]]
        lines += [[row.get(key, "") for key in cls.columns] for row in rows]
        clean = ["\t".join(cell.replace("\t", " ").replace('"', "") for cell in line) for line in lines]
        return ContentFile("\n".join(clean).encode(), name=_("粘贴的内容"))

    def prepare(self, rows, by):
        shared = self.report.options
        self.type = PassType.objects.get(code=shared["type"])
        places, firms = _named_places(rows, shared), _named_firms(rows, shared, by)
        today = clock.today()
        self.applications, self.report.understood = [], []
        for row in rows:
            said = {key: row.get(key) or shared.get(key) or "" for key in (*SHARED, "enterprise")}
            new = {
                "type": self.type,
                "plate": row["plate"],
                "driver_name": row.get("driver_name") or "",
                "driver_phone": row.get("driver_phone") or "",
                "weight_t": row.get("weight_t"),
                **{name: row[name] for name in credentials.NAMES if row.get(name)},
                **{
                    key: said[key]
                    for key in ("goods_category", "goods_name", "origin_place", "destination_place", "route")
                },
                "enterprise": firms.get(said["enterprise"]),
                "origin": places.get(said["origin"]),
                "destination": places.get(said["destination"]),
                "first_day": said["first_day"] or today,
            }
            new["last_day"] = said["last_day"] or new["first_day"] + timedelta(self.type.longest_days - 1)
            if self._is_whole(row, new, said):
                self.applications.append(new)
            self.report.understood.append(new)

    def _is_whole(self, row, new, said):
        """Whether the row may be handed in; each thing in its way is filed at its column."""
        missing = [key for key in ("enterprise", "goods_category", "origin", "destination") if not new[key]]
        for key in missing:
            reason = _("没有“{name}”，或不归您申请。") if said[key] else _("请在表格里或上面填写。")
            self.refuse(row, key, "unknown" if said[key] else "required", reason.format(name=said[key]))
        columns = columns_of(new) if not missing else new
        checked = {**new, "plate_colour": columns.get("plate_colour", "")}
        faults = rules.faults(**checked, at=clock.now())
        for key, (code, sentence) in faults.items():
            self.refuse(row, key if key in self.columns else "plate", code, sentence)
        return not missing and not faults

    def apply(self, rows, by):
        words = {key: self.report.options[key] for key in ("letter_unit", "letter")}
        batch = file_batch(self.applications, by=by, **words)
        self.report.lands = batch.get_absolute_url()
        return {"created": len(self.applications), "changed": 0, "unchanged": 0}


def _places():
    """{words for a county of the city: its name}, with and without 县 or 区."""
    places = {}
    for name in Region.objects.own().counties().values_list("name", flat=True):
        places |= {name: name, name[:-1] if len(name) > 2 else name: name}
    return places


def _named_places(rows, shared):
    """{what was written: the county}: by code, by name in the city, or by a name only one county bears."""
    wanted = {row.get(key) or shared.get(key) for row in rows for key in ("origin", "destination")} - {
        None,
        "",
    }
    own = {region.name: region for region in Region.objects.own().counties()}
    found = {}
    for region in Region.objects.counties().filter(Q(code__in=wanted) | Q(name__in=wanted)):
        found.setdefault(region.name, []).append(region)
        found[region.code] = [region]
    single = {name: regions[0] for name, regions in found.items() if len(regions) == 1}
    return single | {words: own[name] for words, name in _places().items()} | own


def _named_firms(rows, shared, by):
    """{what was written: the firm}; "" is the one firm a clerk looks after."""
    mine = Enterprise.objects.visible_to(by)
    wanted = {row.get("enterprise") or shared.get("enterprise") for row in rows} - {None, ""}
    firms = {}
    if wanted:
        for firm in mine.filter(Q(credit_code__in={plain(one) for one in wanted}) | Q(name__in=wanted)):
            firms |= {firm.name: firm, firm.credit_code: firm}
    only = list(mine[:2]) if by is None or by.holds(Role.CLERK) else []
    return firms | ({"": only[0]} if len(only) == 1 else {})
