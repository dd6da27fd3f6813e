"""What a plan says: its versions and their sections of answers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflow.models import Version

from .plan import Plan
from .rules import RuleBook


class PlanVersion(models.Model):
    """What was typed, as it stood: open while it is being filled in, frozen with its digest at submission.

    ``rules`` are the thresholds it was judged by when it was frozen, ``facts`` what the portal itself knew of the
    subject then; a later reading finds the same. A ``supplement`` adds to the rest of the form (限期补齐) of a
    plan under review or on file.
    ``route`` is the line of the table it was submitted under: tier, controlled, city_files, joint_check, units,
    start_unchecked.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("版次"))
    question_set = models.CharField(max_length=20)
    frozen_at = models.DateTimeField(_("定稿时间"), null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    rules = models.ForeignKey(RuleBook, models.PROTECT, null=True, related_name="+")
    facts = models.JSONField(default=list)
    supplement = models.BooleanField(_("补充"), default=False)
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


class RestNote(Version):
    """What happened to the rest of a plan's form that is no step of its life: a supplement handed in (``number`` is
    the version's), the clerk chased before its term, or told that it has passed. Written once each."""

    KEY = ("plan_id", "what", "number")

    class What(models.TextChoices):
        HANDED_IN = "handed_in", _("已交补充")
        SOON = "soon", _("已催补")
        OVERDUE = "overdue", _("逾期已通知")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rest_notes")
    what = models.CharField(max_length=10, choices=What.choices)
    number = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "what", "number"],
                condition=Q(superseded_at=None),
                name="one_rest_note_a_matter",
            )
        ]
