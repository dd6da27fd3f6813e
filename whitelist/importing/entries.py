"""One row a park or firm and level, in the columns the list itself exports.

A row says how the subject stands (状态): 已推荐 nominates it, 已入选 admits what was nominated or, with a document
number, records an entry of a higher list; where it stands so already its dates, batch and document are brought to
what the row says. What left the list is only compared: leaving is pressed on the entry's own page, with its reason.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from ui.sheets.cells import CellError
from ui.sheets.fields import Choice, CreditCode, Day, Text
from ui.sheets.importing import Importer, register
from workflow.errors import NotYours, Refused

from ..models import Category, Level, WhitelistEntry
from .subjects import Subjects
from .writing import TERM, written

Status = WhitelistEntry.Status
GONE = (Status.REMOVED, Status.REFUSED)


@register
class EntryImporter(Importer):
    kind = "whitelist"
    title = gettext_lazy("白名单批次")
    listed = ("whitelist:list", gettext_lazy("白名单"))
    natural_key = ("name", "credit_code", "level", "status", "effective_from")
    columns = {
        "name": Text(
            gettext_lazy("名称"),
            aliases=("企业名称", "园区名称", "单位名称"),
            required=True,
            max_length=100,
            example="泸州泉洞精细化学有限公司",
        ),
        "credit_code": CreditCode(
            gettext_lazy("统一社会信用代码"),
            aliases=("信用代码",),
            example="91510502MATGNE7GM6",
            hint=gettext_lazy("园区不填。"),
        ),
        "county_name": Text(gettext_lazy("区县"), aliases=("所属区县",), max_length=50, example="江阳区"),
        "level": Choice(gettext_lazy("级别"), choices=Level.choices, example="市级"),
        "category": Choice(
            gettext_lazy("类别"), required=True, choices=Category.choices, example="重点产业运行"
        ),
        "batch": Text(gettext_lazy("批次"), max_length=40, example="第一批"),
        "document": Text(gettext_lazy("文号"), max_length=80, example="川经信〔2022〕1号"),
        "effective_from": Day(gettext_lazy("生效日期"), required=True, example="2022-09-08"),
        "effective_until": Day(gettext_lazy("失效日期")),
        "status": Choice(gettext_lazy("状态"), choices=Status.choices, example="已推荐"),
        "awaiting_city": Text(gettext_lazy("待市级确认"), max_length=10),
    }
    options = {
        "remark": Text(
            gettext_lazy("推荐理由或意见"), max_length=2000, hint=gettext_lazy("记在这一批的办理上。")
        )
    }
    refusals = (Refused, NotYours)

    @classmethod
    def may_import(cls, user):
        return user.holds(Role.TERRITORIAL, Role.DISTRICT, Role.CITY)

    def prepare(self, rows, by):
        if by is None:
            self.report.refuse(CellError("by_whom", _("须写明由谁导入：白名单的每一步都有办理人。")))
            return
        self.subjects, taken = Subjects(rows, by), {}
        for row in rows:
            row.values.setdefault("status", "")
            row.values["level"] = row.get("level") or Level.MUNICIPAL
            if not row["status"]:
                higher = row["level"] != Level.MUNICIPAL
                row.values["status"] = Status.LISTED if higher else Status.NOMINATED
            if fault := self.subjects.fault(row):
                self.refuse(row, *fault)
                continue
            subject = self.subjects.of(row)
            if row["status"] in GONE:
                self._compare(row, subject)
                continue
            first = taken.setdefault((subject, row["level"]), row.number)
            if first != row.number:
                words = _("与第 %(row)s 行是同一对象、同一级别。")
                self.refuse(row, "name", "duplicate", words % {"row": first})
                continue
            self._judge(row, subject, by)

    def _judge(self, row, subject, by):
        standing = self.subjects.open_entry(subject, row["level"])
        until = row.get("effective_until")
        if until and until < row["effective_from"]:
            self.refuse(row, "effective_until", "ends_before_start", _("失效日期不能早于生效日期。"))
        if standing and standing.category != row["category"]:
            words = _("在册条目的类别是%(category)s；类别有误的，调出后重新推荐。")
            said = {"category": standing.get_category_display()}
            self.refuse(row, "category", "other_category", words % said)
        if row["level"] != Level.MUNICIPAL:
            self._judge_higher(row, standing, by)
        elif row["status"] == Status.LISTED and (standing is None):
            self.refuse(row, "status", "not_nominated", _("尚未推荐，不能入选；先以“已推荐”导入。"))
        elif row["status"] == Status.LISTED and standing.status == Status.NOMINATED:
            if way := self.subjects.way_to_list(standing):
                self.refuse(row, "status", *way)
        elif (
            row["status"] == Status.NOMINATED and standing is None and not self.subjects.may_nominate(subject)
        ):
            self.refuse(row, "name", "forbidden", _("不属于您推荐的范围。"))
        own = standing and standing.status == Status.NOMINATED and self.subjects.may_nominate(subject)
        if standing and not own and self._differs(row, standing) and not by.holds(Role.CITY):
            self.refuse(row, "name", "forbidden", _("在册条目的期限和文号由市级更正。"))

    def _judge_higher(self, row, standing, by):
        if row["status"] != Status.LISTED:
            self.refuse(
                row, "status", "higher_is_recorded", _("省级、国家级条目只能是“已入选”，依文件录入。")
            )
        elif not by.holds(Role.CITY):
            self.refuse(row, "level", "forbidden", _("省级、国家级名单由市级录入。"))
        elif not row.get("document") and not (standing and "document" not in row.values):
            self.refuse(row, "document", "document_required", _("省级、国家级条目须写明文号。"))

    def _compare(self, row, subject):
        """A row of what left the list must be just what is on record."""
        if not self.subjects.has_left(subject, row):
            self.refuse(
                row, "status", "leaving_is_pressed", _("调出、不予入选须在条目页面上办理并写明原因。")
            )

    def _differs(self, row, standing):
        term = self.subjects.term(standing)
        return any((row[name] or None) != (term[name] or None) for name in TERM if name in row.values)

    def apply(self, rows, by):
        at_hand = [(row, self.subjects.of(row)) for row in rows if row["status"] not in GONE]
        counts = written(at_hand, self.subjects, by=by, remark=self.report.options["remark"])
        counts["unchanged"] += len(rows) - len(at_hand)
        return counts
