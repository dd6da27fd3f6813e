"""Who is typing where: told to others who open the same section, and holding nobody up."""

from django.db import models

from .versions import PlanVersion


class SectionUse(models.Model):
    """One section in use by one person; a sign of life older than ``presence.LASTS`` counts for nothing."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="uses")
    key = models.CharField(max_length=30)
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_use_a_section")]
