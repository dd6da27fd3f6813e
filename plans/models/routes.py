"""The route of a plan as a table: by white-list level and control state, who checks, who files."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from whitelist.models import Level
from workflow.models import Version


class Tier(models.TextChoices):
    """The highest level at which the subject is on the white list."""

    NONE = "none", _("未列入白名单")
    MUNICIPAL = Level.MUNICIPAL.value, _("市级白名单")
    PROVINCIAL = Level.PROVINCIAL.value, _("省级白名单")
    NATIONAL = Level.NATIONAL.value, _("国家级白名单")


class SigningUnit(models.TextChoices):
    """Who may have to sign a joint check (联合核查)."""

    HEALTH = "health", _("卫生健康")
    EMERGENCY = "emergency", _("应急管理")
    MARKET = "market", _("市场监管")
    TERRITORY = "territory", _("园区或镇街")
    INDUSTRY = "industry", _("经信商务")
    POLICE = "police", _("公安")
    FIRE = "fire", _("消防救援")
    ECOLOGY = "ecology", _("生态环境")


class Route(Version):
    """One line of the table, from a moment on. A line nobody decided is the shipped one (``plans/review/routes.py``)."""

    KEY = ("tier", "controlled", "since")

    tier = models.CharField(_("白名单级别"), max_length=10, choices=Tier.choices)
    controlled = models.BooleanField(_("管控期间"))
    city_files = models.BooleanField(_("区县同意后报市级备案"))
    joint_check = models.BooleanField(_("须联合核查"))
    units = models.JSONField(_("须会签的单位"), default=list)
    start_unchecked = models.BooleanField(_("可容缺启动"))
    since = models.DateTimeField(_("起"))
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("审核路线")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tier", "controlled", "since"],
                condition=Q(superseded_at=None),
                name="one_route_a_moment",
                violation_error_message=_("此路线在该时刻已有规定。"),
            ),
            models.CheckConstraint(
                condition=Q(joint_check=True) | Q(start_unchecked=False),
                name="unchecked_start_needs_a_check",
                violation_error_message=_("不要求联合核查的路线没有容缺可言。"),
            ),
        ]
