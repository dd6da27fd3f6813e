"""名册: what waits for an issuer who works outside the portal leaves as a sheet; the results come back by it.

Each row bears the pass's own id, so that it is found again whatever was sorted, cut or added in between.
"""

import re
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Role, User
from clock import clock
from passes import bulk, plates
from passes.apply import rules
from passes.issue.superseding import CHOICES, KEEP
from passes.issue.terms import pin
from passes.jurisdiction import issuers
from passes.models import VehiclePass
from passes.steps import ISSUABLE
from ui.sheets.fields import Choice, Code, Moment, Text
from ui.sheets.importing import Importer, register
from workflow.errors import NotYours, Refused

ISSUED, REFUSED = "issued", "refused"
OUTCOMES = [(ISSUED, gettext_lazy("核发")), (REFUSED, gettext_lazy("不予办理"))]
MOST = 5000


@register
class RegisterImporter(Importer):
    kind = "pass-register"
    title = gettext_lazy("通行证名册的办理结果")
    listed = ("passes:list", pgettext_lazy("many", "通行证"))
    lead = gettext_lazy(
        "下载模板即得待核发名册。在门户外办完后，填写编号、结果、原因，原样导入；结果空着的行不动。"
    )
    natural_key = ("uid",)
    max_rows = MOST
    refusals = (Refused, NotYours)
    columns = {
        "uid": Code(gettext_lazy("行标识"), required=True, max_length=36, example=""),
        "plate": Text(gettext_lazy("车牌号码"), max_length=20, example="川E12345"),
        "type": Text(gettext_lazy("通行证类型"), example=""),
        "enterprise": Text(gettext_lazy("申请单位"), example=""),
        "goods": Text(gettext_lazy("货物"), example=""),
        "ends": Text(gettext_lazy("起讫"), example=""),
        "route": Text(gettext_lazy("途经线路"), example=""),
        "days": Text(gettext_lazy("有效期"), example=""),
        "driver": Text(gettext_lazy("驾驶员"), example=""),
        "number": Text(gettext_lazy("证件编号"), max_length=40, example="510500000001"),
        "outcome": Choice(gettext_lazy("结果"), choices=OUTCOMES, example="核发"),
        "issued_at": Moment(gettext_lazy("核发时间"), example="2022-09-12 10:30"),
        "reason": Text(gettext_lazy("原因"), max_length=500, example=""),
    }
    options = {
        "basis": Text(gettext_lazy("依据"), max_length=200, hint=gettext_lazy("如结果函的文号")),
        "approver": Text(
            gettext_lazy("同意人（登录名）"), hint=gettext_lazy("名册中有须另一人同意的证时填写")
        ),
        "others": Choice(gettext_lazy("车辆另有其他单位的有效证时"), choices=CHOICES),
    }

    @classmethod
    def may_import(cls, user):
        return user.holds(Role.CITY)

    @classmethod
    def template_rows(cls, user):
        waiting = VehiclePass.objects.filter(issuers(user), ISSUABLE)
        waiting = waiting.select_related("type", "enterprise", "origin", "destination").order_by(
            "due_at", "pk"
        )
        return [_row(one) for one in waiting[:MOST]]

    def is_beside_the_point(self, row):
        return not row.get("outcome")

    def prepare(self, rows, by):
        keys = {key for row in rows if (key := _uid(row["uid"]))}
        seen = VehiclePass.objects.visible_to(by) if by else VehiclePass.objects.all()
        found = {one.uid: one for one in pin(list(seen.filter(uid__in=keys).select_related("type")))}
        self.chosen = []
        self.agreed = self.options_approver()
        for row in rows:
            one = found.get(_uid(row["uid"]))
            if one is None:
                self.refuse(row, "uid", "unknown", _("没有这张证，或不归您核发。"))
            elif row.get("plate") and plates.normalise(row["plate"]) != one.plate:
                self.refuse(row, "plate", "other_plate", _("行标识与车牌不符，该行可能错位。"))
            elif row.get("days") and _digits(row["days"]) != _digits(_days(one)):
                self.refuse(
                    row, "days", "other_days", _("有效期与申请不符；改有效期请退回，由申请单位重报。")
                )
            elif row["outcome"] == REFUSED and not row.get("reason"):
                self.refuse(row, "reason", "required", _("不予办理须写明原因。"))
            elif row["outcome"] == ISSUED and one.type.minted and row.get("number"):
                self.refuse(row, "number", "minted", _("此类证由本门户编号，请留空。"))
            else:
                self.chosen.append((row, one))

    def options_approver(self):
        login = self.report.options.get("approver")
        return login and User.objects.in_office().filter(username=login).first()

    def apply(self, rows, by):
        issued = {one.pk: (row, one) for row, one in self.chosen if row["outcome"] == ISSUED}
        if issued:
            now = clock.now()
            done = bulk.issue_passes(
                VehiclePass.objects.filter(pk__in=issued),
                by=by,
                occurred_at={key: row.get("issued_at") or now for key, (row, _one) in issued.items()},
                numbers={
                    key: row.get("number") or "" for key, (row, one) in issued.items() if not one.type.minted
                },
                basis=self.report.options.get("basis") or "",
                approver=self.agreed or None,
                others=self.report.options.get("others") or KEEP,
            )
            self._refused(done, issued)
        reasons = {}
        for row, one in self.chosen:
            if row["outcome"] == REFUSED:
                reasons.setdefault(row["reason"], {})[one.pk] = (row, one)
        for reason, some in reasons.items():
            done = bulk.refuse_passes(VehiclePass.objects.filter(pk__in=some), by=by, remark=reason)
            self._refused(done, some)
        return {"created": 0, "changed": len(self.chosen), "unchanged": 0}

    def _refused(self, done, rows):
        for key, (code, sentence) in done.refused.items():
            self.refuse(rows[key][0], "outcome", code, sentence)


def _days(one):
    return "{} – {}".format(*rules.days_of(one.validity))


def _digits(days):
    """Days as they are compared, whatever a spreadsheet made of the dash between them."""
    return re.sub(r"\D", "", days)


def _row(one):
    return [
        str(one.uid),
        one.plate,
        str(one.type),
        one.enterprise.name,
        " ".join(filter(None, [one.goods_name, str(one.get_goods_category_display())])),
        _("{origin} 至 {destination}").format(origin=one.origin_words, destination=one.destination_words),
        one.route,
        _days(one),
        one.driver_name,
        "",
        "",
        "",
        "",
    ]


def _uid(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
