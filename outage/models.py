"""Blocks of numbers set aside for paper while the portal is down."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberBlock(models.Model):
    """Serials of a series (a year) spent for paper: never given online again, whatever becomes of them.

    ``serials`` is [first, after the last). Kept for good: by it a paper entered later is known as the portal's.
    """

    series = models.CharField(max_length=40)
    serials = IntegerRangeField(_("序号"))
    reserved_at = models.DateTimeField(_("预留时间"))

    class Meta:
        verbose_name = _("预留号段")
        ordering = ["pk"]
        constraints = [
            ExclusionConstraint(
                name="no_serial_reserved_twice",
                expressions=[("series", RangeOperators.EQUAL), ("serials", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self):
        return f"{self.series} {self.serials.lower}–{self.serials.upper - 1}"
