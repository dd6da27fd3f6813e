"""The life of a pass as a table: 受理 → 推荐 → 核发, and how it ends."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workflow.moves import Move

from .jurisdiction import applicants, handlers, issuers, overseers, recommenders, reviewers


class Status(models.TextChoices):
    """Where a pass stands. Valid, expired and not yet follow from its dates and are no statuses."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待受理")
    ACCEPTED = "accepted", _("已受理")
    RECOMMENDED = "recommended", _("待核发")
    ISSUED = "issued", _("已核发")
    RETURNED = "returned", _("退回补正")
    REFUSED = "refused", _("不予办理")
    WITHDRAWN = "withdrawn", _("已撤回")
    SUSPENDED = "suspended", pgettext_lazy("pass", "已暂停")
    REVOKED = "revoked", _("已撤销")
    RECALLED = "recalled", _("已收回")
    VOIDED = "voided", _("已作废")
    SUPERSEDED = "superseded", _("已被替代")


BARRED = {
    "disqualified": (
        Q(enterprise__disqualified_at__isnull=False),
        _("申请企业已被取消闭环生产资格。"),
    )
}
WAITING = frozenset({Status.SUBMITTED, Status.ACCEPTED, Status.RECOMMENDED})
NOT_CLAIMED = (Q(claimed_by=None), _("尚无人领办。"))
IN_HAND = ("draft", "submitted", "accepted", "recommended", "returned")  # not decided yet
LIVE = (Status.ISSUED, Status.SUSPENDED)
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
        unless=BARRED,
        not_own="filed_by",
        alone=True,
        claimed=True,
        tells=("subject",),
    ),
    "recommend": Move(
        pgettext_lazy("pass", "推荐"),
        {Status.SUBMITTED, Status.ACCEPTED},
        Status.RECOMMENDED,
        recommenders,
        unless=BARRED,
        not_own="filed_by",
        alone=True,
        claimed=True,
        tells=("subject",),
    ),
    "issue": Move(
        _("核发"),
        {Status.RECOMMENDED},
        Status.ISSUED,
        issuers,
        unless=BARRED,
        not_own="filed_by",
        alone=True,
        claimed=True,
        tells=("subject",),
    ),
    "enter": Move(
        _("补录纸质证"), {""}, Status.ISSUED, issuers, unless=BARRED, basis=True, tells=("subject",)
    ),
    "return": Move(
        pgettext_lazy("verb", "退回补正"),
        {Status.SUBMITTED, Status.ACCEPTED, Status.RECOMMENDED},
        Status.RETURNED,
        recommenders,
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
    # 撤回核发 within the minute in which nobody was told: the number is spent, the code joins the revoked ones.
    "undo": Move(_("撤回核发"), {Status.ISSUED}, Status.REVOKED, issuers),
    "claim": Move(_("领办"), WAITING, None, reviewers, not_own="filed_by", claimed=True),
    "release": Move(_("退领"), WAITING, None, reviewers, unless={"not_claimed": NOT_CLAIMED}, claimed=True),
    "take_over": Move(
        _("接办"),
        WAITING,
        None,
        reviewers,
        unless={"not_claimed": NOT_CLAIMED},
        not_own="filed_by",
        remark=True,
    ),
}
