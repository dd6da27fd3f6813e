"""Start forms from one sheet, or pasted: one row a firm, a column a question, drafts begun or filled in."""

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from enterprises.models import Enterprise
from plans.forms import firms_filed_for
from plans.models import Plan
from plans.queries import UNDER_REVIEW
from plans.questions.base import COUNT, DAY, FAIL, PASS, PHONE, UNDERTAKING, VERDICT
from plans.services import start_plans
from ui.sheets.cells import compact, same_name
from ui.sheets.fields import Choice, CreditCode, Day, Phone, SheetField, Text, Whole, YesNo
from ui.sheets.importing import Importer, register
from workflow.deeds import deed as one_deed
from workflow.errors import NotYours, Refused

from .asking import start_questions
from .cells import Typed, in_a_cell
from .known import known_answers
from .starting import open_plans
from .writing import write_answers


def columns_of(questions):
    """{question key: column}; two questions of one label are told apart by their key."""
    labels = [str(question.label) for question in questions]
    made = {}
    for question in questions:
        label = question.label
        if question.unit:
            label = format_lazy("{}（{}）", label, question.unit)
        if labels.count(str(question.label)) > 1:
            label = format_lazy("{} {}", label, question.key)
        made[question.key] = field_of(question, label)
    return made


def field_of(question, label) -> SheetField:
    how = {"hint": question.hint}
    if question.type == COUNT:
        return Whole(label, least=question.low, most=question.high, **how)
    if question.type == DAY:
        return Day(label, example="2022-09-12", **how)
    if question.type == PHONE:
        return Phone(label, example="0830-3100000", **how)
    if question.type == VERDICT:
        return Choice(label, choices=[(PASS, _pass), (FAIL, _fail)], example="合格", **how)
    if question.type == UNDERTAKING:
        return YesNo(label, example="是", **how)
    return Typed(question, label, **how)


_pass, _fail = gettext_lazy("合格"), gettext_lazy("不合格")


@register
class StartFormImporter(Importer):
    """Drafts by credit code, or by the firm's whole name; an empty cell changes nothing."""

    kind = "start-forms"
    title = gettext_lazy("启动表")
    listed = ("gathering:missing", gettext_lazy("还差谁"))
    pasteable = True
    lead = gettext_lazy(
        "一行一家企业，一列一项。模板已列出您所属企业和已知内容；空格不改动已填内容；同一份表再导入一次，不会有任何变化。"
    )
    columns = {
        "credit_code": CreditCode(
            gettext_lazy("统一社会信用代码"), aliases=("信用代码",), example="91510502MATGNE7GM6"
        ),
        "name": Text(gettext_lazy("企业名称"), aliases=("企业", "单位名称"), max_length=100),
        **columns_of(start_questions("enterprise")),
    }
    refusals = (Refused, NotYours)
    max_rows = 2000

    @classmethod
    def may_import(cls, user):
        return user.holds(Role.CLERK, Role.TERRITORIAL)

    @classmethod
    def template_rows(cls, user):
        """The person's own firms with what is known of them."""
        firms = Enterprise.objects.filter(firms_filed_for(user)).order_by("pinyin", "pk")[: cls.max_rows]
        rows = list(firms.values_list("pk", "credit_code", "name"))
        known = known_answers([pk for pk, _code, _name in rows])
        asked = start_questions("enterprise")
        return [
            [code, name, *(in_a_cell(question, known[pk].get(question.key)) for question in asked)]
            for pk, code, name in rows
        ]

    def prepare(self, rows, by):
        """Each row's firm and what stands of its plan; by code, else by the whole name."""
        if by is None:
            raise Refused(_("须写明由谁导入（--by 登录名）。"), code="nobody")
        codes = {row.get("credit_code") for row in rows}
        named = any(not row.get("credit_code") for row in rows)
        own = Enterprise.objects.filter(firms_filed_for(by))
        found = list(own if named else own.filter(credit_code__in=codes))
        by_code = {firm.credit_code: firm for firm in found}
        by_name = {}
        for firm in found:
            by_name.setdefault(compact(firm.name).casefold(), []).append(firm)
        self.firms, first = {}, {}
        for row in rows:
            firm = self._firm(row, by_code, by_name)
            if firm is None:
                continue
            if first.setdefault(firm.pk, row.number) != row.number:
                reason = _("与第 %(row)s 行是同一家企业。") % {"row": first[firm.pk]}
                self.refuse(row, "credit_code", "duplicate", reason)
            self.firms[row.number] = firm
        self.standing = open_plans([firm.pk for firm in self.firms.values()])
        for row in rows:
            firm = self.firms.get(row.number)
            plan = firm and self.standing.get(firm.pk)
            if plan is not None and plan.status in UNDER_REVIEW:
                self.refuse(row, "credit_code", "under_review", _("方案正在审核，退回后才能再填。"))

    def _firm(self, row, by_code, by_name):
        code, name = row.get("credit_code"), row.get("name")
        same = compact(name or "").casefold()
        if code:
            firm = by_code.get(code)
            if firm is None:
                self.refuse(row, "credit_code", "unknown_enterprise", _("没有登记，或不属于您填报的范围。"))
            elif name and not same_name(name, firm.name):
                reason = _("与信用代码不符，该代码是%(name)s。") % {"name": firm.name}
                self.refuse(row, "name", "name_mismatch", reason)
            else:
                return firm
        elif not name:
            self.refuse(row, "credit_code", "required", _("信用代码和企业名称至少填一项。"))
        elif len(by_name.get(same, ())) == 1:
            return by_name[same][0]
        elif same in by_name:
            self.refuse(row, "name", "ambiguous", _("有几家同名企业，请填信用代码。"))
        else:
            self.refuse(row, "name", "unknown_enterprise", _("没有登记，或不属于您填报的范围。"))
        return None

    def apply(self, rows, by):
        begun, write = [], {}
        for row in rows:
            firm, answers = self.firms[row.number], self._answers(row)
            plan = self.standing.get(firm.pk)
            if plan is None:
                begun.append((firm, answers))
            else:
                write[plan.pk] = answers
        if begun:
            said = _("由表格批量填写")
            with one_deed("start", by=by, of=Plan, remark=said) as deed:
                start_plans(begun, by=by, deed=deed)
        changed = write_answers(write, by=by) if write else set()
        counts = {"created": len(begun), "changed": len(changed)}
        return counts | {"unchanged": len(write) - len(changed)}

    def _answers(self, row):
        """What the row says, as plans keep it."""
        said = {}
        for key, value in row.values.items():
            if key in ("credit_code", "name") or value is None or value is False or value == "":
                continue
            field = self.columns[key]
            if isinstance(field, YesNo):
                value = self.promises[key]
            said[key] = value.isoformat() if hasattr(value, "isoformat") else value
        return said

    promises = {q.key: q.version for q in start_questions("enterprise") if q.type == UNDERTAKING}
