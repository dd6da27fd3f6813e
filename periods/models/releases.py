"""Towns released before their county or city is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflow.models import Version

from .periods import ControlPeriod


class PeriodRelease(Version):
    """One town released from a period over its county or city, from an hour on; null: the release was taken back."""

    KEY = ("period_id", "region_id")

    period = models.ForeignKey(ControlPeriod, models.CASCADE, related_name="releases")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", verbose_name=_("镇街"))
    released_at = models.DateTimeField(_("解除时间"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "region"], condition=Q(superseded_at=None), name="one_release_a_town"
            )
        ]
