"""What a plan says: its versions and their sections of answers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .plan import Plan


class PlanVersion(models.Model):
    """What was typed, as it stood: open while it is being filled in, frozen with its digest at submission.

    ``route`` is the line of the table it was submitted under: tier, controlled, city_files, joint_check, units,
    start_unchecked.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("版次"))
    question_set = models.CharField(max_length=20)
    frozen_at = models.DateTimeField(_("定稿时间"), null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    route = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_version_a_number"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(frozen_at=None), name="one_open_version_a_plan"
            ),
        ]


class Section(models.Model):
    """One section's answers; ``revision`` lets two people save without overwriting one another unseen."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=30)
    answers = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_section_a_key")]
