"""Thresholds as data: what the city decided, from when, and the books of rules that plans were judged by."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from workflow.models import Version, VersionQuerySet

# Rules are read by whoever reads plans.
READERS = {Role.CLERK, Role.TERRITORIAL, Role.DISTRICT, Role.CITY, Role.AUDITOR}


def is_reader(user):
    return user.holds(*READERS)


class RuleQuerySet(VersionQuerySet):
    def visible_to(self, user):
        return self if is_reader(user) else self.none()


class Severity(models.TextChoices):
    """What a figure that misses its threshold does."""

    BLOCK = "block", _("阻止提交")
    WARN = "warn", _("提醒")
    OFF = "off", _("不判")


class Comparison(models.TextChoices):
    LEAST = ">=", _("不低于")
    MOST = "<=", _("不超过")


class Rule(Version):
    """A threshold on one figure of the plans (``plans/questions``: a ``Measure``), from a moment on.

    For all, or for plans under one kind of control, or in one division, or both; the nearest holds
    (``plans/rules/in_force.py``). What nobody decided is as shipped.
    """

    KEY = ("key", "kind_id", "region_id", "since")

    key = models.CharField(_("指标"), max_length=40)
    kind = models.ForeignKey(
        "periods.ControlKind", models.PROTECT, null=True, related_name="+", verbose_name=_("管控类型")
    )
    region = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, related_name="+", verbose_name=_("区划")
    )
    since = models.DateTimeField(_("起"))
    comparison = models.CharField(_("要求"), max_length=2, choices=Comparison.choices)
    value = models.DecimalField(_("数值"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])
    severity = models.CharField(_("不符时"), max_length=5, choices=Severity.choices)
    sentence = models.CharField(_("提示语"), max_length=200, blank=True)
    source = models.CharField(_("规则来源"), max_length=200, blank=True)
    basis = models.CharField(_("依据"), max_length=200)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("判定规则")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "kind", "region", "since"],
                condition=Q(superseded_at=None),
                nulls_distinct=False,
                name="one_rule_a_moment",
                violation_error_message=_("此指标在该时刻已有规定。"),
            )
        ]


class RuleBook(models.Model):
    """All thresholds as they held for some plan at some moment, kept once by their digest.

    ``rules`` are [[key, comparison, value, severity, sentence, source]], sorted by key. Never changed.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    rules = models.JSONField()
