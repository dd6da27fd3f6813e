"""What the statistical directory of each year says of a firm."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflow.models import Version

from .parks import Park


class DirectoryEntry(Version):
    """One firm's line in one year's statistical directory (名录).

    Above-scale (规上) is what the directory says, never computed from revenue. Where the firm counts (county,
    town, park) is kept with the year, so that an old day compiled anew counts it where it was.
    """

    KEY = ("enterprise_id", "year")

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="directory")
    year = models.PositiveSmallIntegerField(_("年份"))
    county = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", verbose_name=_("区县"))
    town = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("镇街")
    )
    park = models.ForeignKey(
        Park, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("园区")
    )
    above_scale = models.BooleanField(_("规上"))
    listed_year = models.PositiveSmallIntegerField(_("纳统年份"), null=True, blank=True)
    output_value = models.DecimalField(
        _("上年工业总产值（万元）"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    output_source = models.CharField(_("产值来源"), max_length=100, blank=True)
    employees = models.PositiveIntegerField(_("从业人员（人）"), null=True, blank=True)

    class Meta:
        verbose_name = _("名录条目")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "year"],
                condition=Q(superseded_at=None),
                name="one_entry_a_year",
                violation_error_message=_("该企业当年名录刚由他人更新，请重试。"),
            ),
            models.CheckConstraint(
                condition=Q(output_value=None) | Q(output_value__gte=0),
                name="output_not_negative",
                violation_error_message=_("产值不能为负。"),
            ),
        ]
