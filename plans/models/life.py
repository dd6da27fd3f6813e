"""The life of a plan as a table: who may press what, when."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enterprises.jurisdiction import city
from plans.people import at_the_city, county, filers, reviewers, territorial
from plans.queries import HANDED_IN
from workflow.claim_moves import claim_moves
from workflow.moves import Move
from workflow.people import by_the_clock

from .conditions import BARRED, UNCHECKED, Status, check_open, checked_first, district_first

who_files = county.when(Q(needs_city=False)) | at_the_city

MOVES = {
    "start": Move(_("新建"), {""}, Status.DRAFT, filers),
    "edit": Move(_("填写"), {Status.DRAFT, Status.RETURNED}, None, filers),
    "submit": Move(
        _("提交"),
        {Status.DRAFT, Status.RETURNED},
        Status.SUBMITTED,
        filers,
        unless={"incomplete": (Q(defects__gt=0), _("启动必填项尚未填齐或有否决项。")), **BARRED},
        tells=("territory",),
    ),
    "endorse": Move(
        _("同意初审"),
        {Status.SUBMITTED},
        Status.ENDORSED,
        territorial,
        unless=BARRED,
        not_own="filed_by",
        alone=True,
        claimed=True,
        tells=("subject", "county"),
    ),
    "agree": Move(
        _("同意并报市级"),
        {Status.ENDORSED},
        Status.ENDORSED,
        county,
        unless={
            "district_files": (Q(needs_city=False), _("非白名单企业由区县直接备案。")),
            "agreed": (Q(district_agreed_at__isnull=False), _("区县已同意，待市级备案。")),
            "check_failed": checked_first["check_failed"],
            "unchecked": (Q(needs_check=True, checked_at=None, may_start_unchecked=False), UNCHECKED),
            **BARRED,
        },
        not_own="filed_by",
        alone=True,
        claimed=True,
        tells=("subject",),
    ),
    "file": Move(
        _("备案"),
        {Status.ENDORSED},
        Status.FILED,
        who_files,
        unless={**district_first, **checked_first, **BARRED},
        not_own="filed_by",
        alone=True,
        claimed=True,
        tells=("subject",),
    ),
    "file_unchecked": Move(
        _("容缺备案"),
        {Status.ENDORSED},
        Status.FILED,
        who_files,
        unless={
            "not_provided": (
                Q(may_start_unchecked=False),
                _("非管控期间，或审核路线未设容缺，不能容缺备案。"),
            ),
            "check_done": (Q(checked_at__isnull=False), _("联合核查已完成，直接备案即可。")),
            **district_first,
            "check_failed": checked_first["check_failed"],
            **BARRED,
        },
        not_own="filed_by",
        alone=True,
        claimed=True,
        grave=True,
        tells=("subject", "territory"),
    ),
    "return": Move(
        pgettext_lazy("verb", "退回补正"),
        {Status.SUBMITTED, Status.ENDORSED},
        Status.RETURNED,
        reviewers,
        remark=True,
        claimed=True,
        tells=("subject",),
    ),
    "refuse": Move(
        pgettext_lazy("verb", "不予备案"),
        {Status.SUBMITTED, Status.ENDORSED},
        Status.REFUSED,
        county | city,
        remark=True,
        grave=True,
        claimed=True,
        tells=("subject",),
    ),
    "withdraw": Move(
        _("撤回"),
        {Status.DRAFT, Status.SUBMITTED, Status.RETURNED},
        Status.WITHDRAWN,
        filers,
        grave=True,
        claimed=True,
        tells=("territory",),
    ),
    "supersede": Move(_("被新方案替代"), {Status.FILED}, Status.SUPERSEDED, county | city, consequence=True),
    "sign": Move(
        _("记录会签"),
        {Status.SUBMITTED, Status.ENDORSED, Status.FILED},
        None,
        territorial | county,
        unless=check_open,
    ),
    "judge": Move(
        _("记录核查结论"),
        {Status.SUBMITTED, Status.ENDORSED, Status.FILED},
        None,
        territorial | county,
        unless=check_open,
        not_own="filed_by",
        alone=True,
    ),
    "remark": Move(_("记录意见"), {Status.SUBMITTED, Status.ENDORSED}, None, reviewers, claimed=True),
    "mend": Move(_("标记已改"), {Status.RETURNED}, None, filers),
    **claim_moves({Status.SUBMITTED, Status.ENDORSED}, reviewers),
    "revise": Move(_("修订"), {Status.FILED}, None, filers, unless=BARRED),
    # The rest of the form is owed after the start: it is added without moving the plan (``supplements.py``).
    "supplement": Move(_("补齐"), HANDED_IN, None, filers, unless=BARRED),
    "hand_in": Move(_("交补充内容"), HANDED_IN, None, filers, unless=BARRED, tells=("territory", "county")),
    "chase": Move(_("催补"), HANDED_IN, None, by_the_clock, consequence=True, tells=("subject", "territory")),
    "chase_overdue": Move(
        _("逾期未补齐"),
        HANDED_IN,
        None,
        by_the_clock,
        consequence=True,
        tells=("subject", "territory", "county"),
    ),
}
