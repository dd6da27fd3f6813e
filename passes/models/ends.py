"""Where a journey begins, where it ends and by which roads."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ends(models.Model):
    """Both ends by county; for a pass within the city town and address in words beside them, and route words."""

    origin = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", verbose_name=_("始发地"))
    origin_place = models.CharField(_("始发地镇街、地址"), max_length=100, blank=True)
    destination = models.ForeignKey(
        "regions.Region", models.PROTECT, related_name="+", verbose_name=_("目的地")
    )
    destination_place = models.CharField(_("目的地镇街、地址"), max_length=100, blank=True)
    route = models.CharField(_("途经线路"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def origin_words(self):
        return f"{self.origin} {self.origin_place}".strip()

    @property
    def destination_words(self):
        return f"{self.destination} {self.destination_place}".strip()
