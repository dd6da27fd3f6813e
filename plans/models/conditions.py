"""The statuses of a plan, and what stands in the way of its verbs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待属地初审")
    ENDORSED = "endorsed", _("待备案")
    FILED = "filed", _("已备案")
    RETURNED = "returned", _("退回补正")
    REFUSED = "refused", _("不予备案")
    WITHDRAWN = "withdrawn", _("已撤回")
    SUPERSEDED = "superseded", _("已被替代")


BARRED = {
    "disqualified": (
        Q(enterprise__disqualified_at__isnull=False),
        _("该企业已被取消闭环生产资格。"),
    )
}
UNCHECKED = _("联合核查尚未完成：须签的单位都已签、三项条件和安全都符合后才能备案。")
checked_first = {
    "check_failed": (Q(check_failed=True), _("联合核查有不合格项；请退回补正或不予备案。")),
    "unchecked": (Q(needs_check=True, checked_at=None), UNCHECKED),
}
district_first = {
    "district_first": (
        Q(needs_city=True, district_agreed_at__isnull=True),
        _("白名单企业的方案须先由区县同意。"),
    ),
}
check_open = {
    "no_check": (Q(needs_check=False), _("本方案的审核路线不要求联合核查。")),
    "check_done": (
        Q(status=Status.FILED, checked_at__isnull=False),
        _("联合核查已完成，方案已备案。"),
    ),
}
