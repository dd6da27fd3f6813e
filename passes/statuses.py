"""Where a pass may stand, and which of it is still alive or waits."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


WAITING = frozenset({Status.SUBMITTED, Status.ACCEPTED, Status.RECOMMENDED})
IN_HAND = ("draft", "submitted", "accepted", "recommended", "returned")  # not decided yet
LIVE = (Status.ISSUED, Status.SUSPENDED)
OVER = (Status.REVOKED, Status.RECALLED, Status.VOIDED, Status.SUPERSEDED)
