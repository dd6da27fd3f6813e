"""The hours of each day in which a pass is good."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Hours(models.Model):
    hours_from = models.PositiveSmallIntegerField(_("每日起（零点后分钟）"), null=True, blank=True)
    hours_until = models.PositiveSmallIntegerField(_("每日止（零点后分钟）"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def hours(self):
        """(from, until) of each day in minutes after midnight, over midnight where until is less; or None."""
        return None if self.hours_from is None else (self.hours_from, self.hours_until)

    @property
    def hours_words(self):
        """The hours as they are written, "22:00–06:00"; "" for all day."""
        return "–".join(f"{minute // 60:02}:{minute % 60:02}" for minute in self.hours or ())
