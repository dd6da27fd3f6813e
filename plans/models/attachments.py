"""What is handed in with a plan: drawings, rosters, and the firm's own plan with its stamp."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile

from .plan import Plan
from .versions import PlanVersion


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see the plan reads what came with it."""
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def standing(self):
        """Not taken away again."""
        return self.filter(removed_at=None)

    def of_version(self, version):
        """What stood with one version: come by then, not taken away while it was open or before."""
        return self.filter(plan=version.plan_id, version__number__lte=version.number).filter(
            Q(removed_in=None) | Q(removed_in__number__gt=version.number)
        )


class PlanAttachment(models.Model):
    """One file of a plan. It is never deleted: a version on file keeps what came with it."""

    class Kind(models.TextChoices):
        SITE = "site_plan", _("平面图")
        ROSTER = "roster", _("人员清单")
        EMERGENCY = "emergency_plan", _("应急预案")
        STAMPED = "stamped_plan", _("企业自有方案（盖章）")
        OTHER = "other", _("其他")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="attachments")
    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="+")
    kind = models.CharField(_("附件类型"), max_length=16, choices=Kind.choices)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("上传时间"))
    removed_at = models.DateTimeField(_("移除时间"), null=True)
    removed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    removed_in = models.ForeignKey(PlanVersion, models.PROTECT, null=True, related_name="+")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("方案附件")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None, removed_in=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False, removed_in__isnull=False),
                name="attachment_removed_by_somebody",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.file.name}"
