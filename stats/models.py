"""The day's figures: one row a (day, figure, scope, revision), one of them current."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Compilation(models.Model):
    """One reading of one day: as of its cut-off, by what was known at a moment, with its cause and digest.

    Compiled again with the same facts it is the same digest and writes nothing; with other facts it is a new
    revision with its cause. Earlier revisions stay as they were.
    """

    day = models.DateField(_("日期"))
    as_of = models.DateTimeField(_("截至"))
    known_at = models.DateTimeField(_("依据数据时间"))
    revision = models.PositiveSmallIntegerField(_("版次"))
    cause = models.CharField(_("修订原因"), max_length=300, blank=True)
    digest = models.CharField(max_length=64)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["-day", "-revision"]
        verbose_name = _("日统计")
        constraints = [
            models.UniqueConstraint(fields=["day", "revision"], name="one_compilation_a_revision"),
            models.UniqueConstraint(
                fields=["day"], condition=Q(is_current=True), name="one_current_compilation_a_day"
            ),
        ]


class DailyFigure(models.Model):
    """One figure of one scope on one day. A zero denominator gives a null value, never 0."""

    class ScopeKind(models.TextChoices):
        CONTROLLED = "controlled", _("管控区域")
        CITY = "city", _("全市")
        REGION = "region", _("区县")
        PARK = "park", _("园区")

    compilation = models.ForeignKey(Compilation, models.CASCADE, related_name="figures")
    figure = models.CharField(_("指标"), max_length=40)
    scope_kind = models.CharField(_("范围类型"), max_length=12, choices=ScopeKind.choices)
    scope_code = models.CharField(_("范围代码"), max_length=40)
    scope_name = models.CharField(_("范围"), max_length=100)
    numerator = models.DecimalField(_("分子"), max_digits=16, decimal_places=2, null=True)
    denominator = models.DecimalField(_("分母"), max_digits=16, decimal_places=2, null=True)
    value = models.DecimalField(_("值"), max_digits=20, decimal_places=6, null=True)
    unit = models.CharField(_("单位"), max_length=10)
    formula = models.CharField(_("公式"), max_length=30)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        ordering = ["figure", "scope_kind", "scope_code"]
        verbose_name = _("指标值")
        constraints = [
            models.UniqueConstraint(
                fields=["compilation", "figure", "scope_kind", "scope_code"],
                name="one_row_a_figure_and_scope",
            )
        ]
