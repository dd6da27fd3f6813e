"""How a pass stands at the roadside, in one code and one plain word: public page, posts and their phones say the same.

``static/checkpoint/judge.js`` judges so with no network.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passes.standing import EXPIRED, NOT_YET, VALID, standing_of


class Verdict(models.TextChoices):
    """What a guard is told, best for the holder first."""

    VALID = "valid", _("有效")
    RETURN_ONLY = "return_only", _("仅限返程")
    NOT_YET = "not_yet", _("未到生效日")
    EXPIRED = "expired", _("已到期")
    OUTSIDE_HOURS = "outside_hours", _("不在准行时段")
    SUSPENDED = "suspended", pgettext_lazy("pass", "已暂停")
    REVOKED = "revoked", _("已撤销")
    RECALLED = "recalled", _("已收回")
    VOIDED = "voided", _("已作废")
    SUPERSEDED = "superseded", _("已被替代")
    NOT_FOUND = "not_found", _("查无此证")
    FOREIGN = "foreign", _("非本市证件")
    WRONG_PLATE = "wrong_plate", _("车证不符")
    UNKNOWN = "unknown", _("不能判定")


# Ends that leave not even the way home.
FORFEIT = {"revoked", "recalled"}
ENDED = {"suspended", "revoked", "recalled", "voided", "superseded"}


def verdict_of(vehicle_pass, at):
    """The verdict on a pass by its status now and its dates at the moment ``at``."""
    standing, home = standing_of(vehicle_pass, at), vehicle_pass.return_only_until
    if home is not None and home > at and standing not in FORFEIT:
        return Verdict.RETURN_ONLY
    if standing in ENDED:
        return Verdict(standing)
    if standing == NOT_YET:
        return Verdict.NOT_YET
    if standing == EXPIRED or (standing == VALID and home is not None):
        return Verdict.EXPIRED
    if standing == VALID:
        return Verdict.VALID if is_within_hours(vehicle_pass, at) else Verdict.OUTSIDE_HOURS
    return Verdict.NOT_FOUND  # an application is no pass


def is_within_hours(vehicle_pass, at):
    """Whether a moment lies in the hours of day a pass is for; one without hours is for all of them."""
    if vehicle_pass.hours is None:
        return True
    local = timezone.localtime(at)
    minute, (first, until) = local.hour * 60 + local.minute, vehicle_pass.hours
    return first <= minute < until if first < until else minute >= first or minute < until
