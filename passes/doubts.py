"""What a reviewer should weigh before a pass is issued, by its code. ``issue/concerns.py`` finds it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Doubt(models.TextChoices):
    NOT_IN_LOOP = "not_in_loop", _("企业未闭环")
    OVER_QUOTA = "over_quota", _("超配额")
    TOO_LONG = "too_long", _("有效期过长")
    OTHER_FIRM = "other_firm", _("另一单位持证")
    DISQUALIFIED = "disqualified", _("企业已取消资格")
    BEFORE = "refused_before", _("有既往问题")
    NAT_POSITIVE = "nat_positive", _("核酸阳性")
    NAT_OLD = "nat_old", _("核酸过期")
    HEALTH_CODE = "health_code", _("健康码非绿")


# Who was disqualified is issued nothing at all, and how long one person gives alone is ``longest_days`` of a type.
BY_TYPE = [pair for pair in Doubt.choices if pair[0] not in (Doubt.TOO_LONG, Doubt.DISQUALIFIED)]


def as_shipped():
    """The doubts in which a type asks for a second person and a basis, unless its unit says otherwise."""
    return [Doubt.NOT_IN_LOOP.value, Doubt.OVER_QUOTA.value]


def needs_second(pass_type, code):
    """Whether a doubt needs a second person and a basis, by a type as it stood when the pass was asked for."""
    return code == Doubt.TOO_LONG or code in pass_type.second_person
