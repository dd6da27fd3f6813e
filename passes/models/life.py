"""The life of a pass as a table: 受理 → 推荐 → 核发 as far as its type asks, and how it ends."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passes.jurisdiction import applicants, handlers, issuers, overseers, recommenders, reviewers
from passes.statuses import LIVE, OVER, WAITING, Status
from passes.steps import ACCEPTABLE, ACCEPTED_ONLY, BOTH_STEPS, ISSUABLE, RECOMMENDABLE
from workflow.claim_moves import claim_moves
from workflow.moves import Move

BARRED = {
    "disqualified": (
        Q(enterprise__disqualified_at__isnull=False),
        _("申请企业已被取消闭环生产资格。"),
    )
}
# What accepts, recommends or issues: nobody what they filed, and nothing for who was disqualified.
REVIEW = {"unless": BARRED, "not_own": "filed_by", "alone": True, "claimed": True, "tells": ("subject",)}
MOVES = {
    "draft": Move(_("新建"), {""}, Status.DRAFT, applicants),
    "edit": Move(_("填写"), {Status.DRAFT, Status.RETURNED}, None, applicants),
    "submit": Move(
        _("提交申请"),
        {"", Status.DRAFT, Status.RETURNED},
        Status.SUBMITTED,
        applicants,
        unless=BARRED,
        tells=("county",),
    ),
    "accept": Move(
        _("受理"),
        {Status.SUBMITTED},
        Status.ACCEPTED,
        handlers,
        only=ACCEPTABLE,
        **REVIEW,
    ),
    "recommend": Move(
        pgettext_lazy("pass", "推荐"),
        {Status.SUBMITTED, Status.ACCEPTED},
        Status.RECOMMENDED,
        recommenders,
        only=RECOMMENDABLE,
        **REVIEW,
    ),
    "issue": Move(_("核发"), WAITING, Status.ISSUED, issuers, only=ISSUABLE, **REVIEW),
    # Two steps by one press, by one who may do each of them.
    "accept_recommend": Move(
        _("受理并推荐"),
        {Status.SUBMITTED},
        Status.RECOMMENDED,
        recommenders & handlers,
        only=BOTH_STEPS,
        **REVIEW,
    ),
    "recommend_issue": Move(
        _("推荐并核发"),
        {Status.SUBMITTED, Status.ACCEPTED},
        Status.ISSUED,
        issuers & recommenders,
        only=RECOMMENDABLE,
        **REVIEW,
    ),
    "accept_issue": Move(
        _("受理并核发"),
        {Status.SUBMITTED},
        Status.ISSUED,
        issuers & handlers,
        only=ACCEPTED_ONLY,
        **REVIEW,
    ),
    "enter": Move(
        _("补录纸质证"), {""}, Status.ISSUED, issuers, unless=BARRED, basis=True, tells=("subject",)
    ),
    # 复核: the issue is looked at again by somebody else of the issuing unit (``reviewing/``).
    "recheck": Move(_("复核"), (*LIVE, *OVER), None, issuers),
    # 已核: a reviewer has seen the item; each tick is kept (``ticking.py``).
    "check": Move(_("核对证件"), WAITING, None, reviewers, not_own="filed_by", claimed=True),
    "return": Move(
        pgettext_lazy("verb", "退回补正"),
        {Status.SUBMITTED, Status.ACCEPTED, Status.RECOMMENDED},
        Status.RETURNED,
        recommenders | handlers,
        remark=True,
        claimed=True,
        tells=("subject",),
    ),
    "refuse": Move(
        pgettext_lazy("verb", "不予办理"),
        {Status.SUBMITTED, Status.ACCEPTED, Status.RECOMMENDED},
        Status.REFUSED,
        handlers,
        remark=True,
        grave=True,
        claimed=True,
        tells=("subject",),
    ),
    "withdraw": Move(
        _("撤回申请"),
        {Status.DRAFT, Status.SUBMITTED, Status.RETURNED},
        Status.WITHDRAWN,
        applicants,
        grave=True,
    ),
    "suspend": Move(
        _("暂停"),
        {Status.ISSUED},
        Status.SUSPENDED,
        overseers,
        remark=True,
        grave=True,
        tells=("subject",),
    ),
    "reinstate": Move(
        pgettext_lazy("verb", "恢复"),
        {Status.SUSPENDED},
        Status.ISSUED,
        overseers,
        unless=BARRED,
        remark=True,
        tells=("subject",),
    ),
    "revoke": Move(
        _("撤销"),
        {Status.ISSUED, Status.SUSPENDED},
        Status.REVOKED,
        overseers,
        remark=True,
        basis=True,
        grave=True,
        tells=("subject",),
    ),
    "recall": Move(
        _("收回"),
        {Status.ISSUED, Status.SUSPENDED},
        Status.RECALLED,
        overseers,
        remark=True,
        basis=True,
        grave=True,
        tells=("subject",),
    ),
    "void": Move(
        _("作废"),
        {Status.ISSUED, Status.SUSPENDED},
        Status.VOIDED,
        overseers,
        basis=True,
        grave=True,
        tells=("subject",),
    ),
    "supersede": Move(
        _("被新证替代"),
        {Status.ISSUED, Status.SUSPENDED},
        Status.SUPERSEDED,
        issuers,
        consequence=True,
        tells=("subject",),
    ),
    "restore": Move(
        _("恢复被替代的证"),
        {Status.SUPERSEDED},
        Status.ISSUED,
        issuers,
        consequence=True,
    ),
    "restore_suspended": Move(
        _("恢复被替代的证，仍暂停"),
        {Status.SUPERSEDED},
        Status.SUSPENDED,
        issuers,
        consequence=True,
    ),
    # 撤回核发 within the minute in which nobody was told: the number is spent, the code joins the revoked ones.
    "undo": Move(_("撤回核发"), {Status.ISSUED}, Status.REVOKED, issuers),
    **claim_moves(WAITING, reviewers),
}
