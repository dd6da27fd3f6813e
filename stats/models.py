"""The day's figures: one row a (day, figure, scope, revision), one of them current."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CompilationQuerySet(models.QuerySet):
    def current(self):
        return self.filter(is_current=True)


class Compilation(models.Model):
    """One reading of one day: as of its cut-off, by what was known at a moment, with its cause and digest.

    Compiled again with the same facts it is the same digest and writes nothing; with other facts it is a new
    revision. ``cause`` lists what was recorded since the last one: [{"kind", "verb", "count"}], worded when
    read. ``checked_at`` is a later moment of knowledge by which newer facts had changed no figure.
    Earlier revisions stay as they were.
    """

    day = models.DateField(_("日期"))
    as_of = models.DateTimeField(_("截至"))
    known_at = models.DateTimeField(_("依据数据时间"))
    checked_at = models.DateTimeField(_("核对时间"))
    revision = models.PositiveSmallIntegerField(_("版次"))
    cause = models.JSONField(_("修订原因"), default=list)
    digest = models.CharField(max_length=64)
    is_current = models.BooleanField(default=True)

    objects = CompilationQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-revision"]
        verbose_name = _("日统计")
        constraints = [
            models.UniqueConstraint(fields=["day", "revision"], name="one_compilation_a_revision"),
            models.UniqueConstraint(
                fields=["day"], condition=Q(is_current=True), name="one_current_compilation_a_day"
            ),
        ]

    def __str__(self):
        return f"{self.day} #{self.revision}"

    @property
    def because(self):
        """The causes in words; '' for a first revision."""
        from .causes import worded

        return worded(self.cause)


class ScopeKind(models.TextChoices):
    CONTROLLED = "controlled", _("管控区域")
    CITY = "city", _("全市")
    REGION = "region", _("区县")
    PARK = "park", _("园区")


class DailyFigure(models.Model):
    """One figure of one scope on one day. A zero denominator gives a null value, never 0.

    ``firms_above`` and ``firms_below`` are how many firms' outputs the numerator and the denominator add up:
    by them it is judged who may read an output figure.
    """

    compilation = models.ForeignKey(Compilation, models.CASCADE, related_name="figures")
    figure = models.CharField(_("指标"), max_length=40)
    scope_kind = models.CharField(_("范围类型"), max_length=12, choices=ScopeKind.choices)
    scope_code = models.CharField(_("范围代码"), max_length=40)
    scope_name = models.CharField(_("范围"), max_length=100)
    numerator = models.DecimalField(_("分子"), max_digits=18, decimal_places=2)
    denominator = models.DecimalField(_("分母"), max_digits=18, decimal_places=2, null=True)
    value = models.DecimalField(_("值"), max_digits=22, decimal_places=6, null=True)
    unit = models.CharField(_("单位"), max_length=10)
    formula = models.CharField(_("公式"), max_length=30)
    note = models.JSONField(_("说明"), default=dict)
    firms_above = models.PositiveIntegerField(null=True)
    firms_below = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("指标值")
        constraints = [
            models.UniqueConstraint(
                fields=["compilation", "figure", "scope_kind", "scope_code"],
                name="one_row_a_figure_and_scope",
            )
        ]
