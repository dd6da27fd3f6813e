"""Daily returns (日报) from a sheet: one row a firm and day; a row that differs amends, and both are kept."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from clock import clock
from ui.sheets.fields import Choice, CreditCode, Day, Number, Whole
from ui.sheets.importing import Importer, register
from workflow.versions import record_facts

from .. import jurisdiction
from ..models import DailyReturn, Enterprise
from .places import REFUSALS

MOST_DAYS = 3650
REPORTERS = jurisdiction.clerk() | jurisdiction.territory() | jurisdiction.district() | jurisdiction.city


@register
class ReturnImporter(Importer):
    kind = "returns"
    title = gettext_lazy("企业日报")
    listed = ("enterprises:returns", gettext_lazy("日报"))
    natural_key = ("day", "credit_code")
    columns = {
        "day": Day(gettext_lazy("日期"), aliases=("填报日期",), required=True, example="2022-09-08"),
        "credit_code": CreditCode(
            gettext_lazy("统一社会信用代码"),
            aliases=("信用代码",),
            required=True,
            example="91510502MATGNE7GM6",
        ),
        "status": Choice(
            gettext_lazy("生产状态"), required=True, choices=DailyReturn.Status.choices, example="闭环生产"
        ),
        "on_site": Whole(gettext_lazy("在厂人数"), example="47"),
        "nat_due": Whole(gettext_lazy("应检人数"), example="44"),
        "nat_done": Whole(gettext_lazy("已检人数"), example="43"),
        "nat_positive": Whole(gettext_lazy("阳性人数"), example="0"),
        "output_value": Number(gettext_lazy("当日产值（万元）"), least=0, most=10**11, example="15.92"),
        "power_kwh": Whole(gettext_lazy("用电量（千瓦时）"), example="42846"),
        "material_days": Whole(gettext_lazy("原辅料可用天数"), most=MOST_DAYS, example="4"),
        "living_days": Whole(gettext_lazy("生活物资可用天数"), most=MOST_DAYS, example="4"),
        "ppe_days": Whole(gettext_lazy("防疫物资可用天数"), most=MOST_DAYS, example="11"),
    }
    refusals = REFUSALS

    @classmethod
    def may_import(cls, user):
        return user.holds(Role.CLERK, Role.TERRITORIAL, Role.DISTRICT, Role.CITY)

    def prepare(self, rows, by):
        own = Enterprise.objects.all() if by is None else Enterprise.objects.filter(REPORTERS(by))
        codes = {row["credit_code"] for row in rows}
        self.firms = dict(own.filter(credit_code__in=codes).values_list("credit_code", "pk"))
        today = clock.today()
        for row in rows:
            if row["credit_code"] not in self.firms:
                reason = _("没有登记，或不属于您填报的范围。")
                self.refuse(row, "credit_code", "unknown_enterprise", reason)
            if row["day"] > today:
                self.refuse(row, "day", "future_day", _("不能填报未来的日期。"))
            if more(row, "nat_done", "nat_due"):
                self.refuse(row, "nat_done", "more_than_due", _("已检人数不能多于应检人数。"))
            if more(row, "nat_positive", "nat_done"):
                self.refuse(row, "nat_positive", "more_than_tested", _("阳性人数不能多于已检人数。"))

    def apply(self, rows, by):
        facts = {}
        for row in rows:
            said = {key: value for key, value in row.values.items() if key != "credit_code"}
            facts[row["day"], row["credit_code"]] = said | {"enterprise_id": self.firms[row["credit_code"]]}
        counts = record_facts(DailyReturn, list(facts.values()), by=by, verb="import_returns")
        return {"created": counts.created, "changed": counts.changed, "unchanged": counts.unchanged}


def more(row, part, whole):
    return row.get(part) is not None and row.get(whole) is not None and row[part] > row[whole]
