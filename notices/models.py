"""What people are told: one notice a recipient and deed, worded in the reader's language when read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """That a deed was done which concerns this person. Kept as code and parameters, not as a sentence."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="notices")
    deed = models.ForeignKey("workflow.Deed", models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)  # label of the model, e.g. "plans.Plan"
    verb = models.CharField(max_length=40)
    record_id = models.BigIntegerField(null=True)  # the record to open when there is but one
    count = models.PositiveIntegerField(default=1)
    subject = models.CharField(
        max_length=200
    )  # the record's (first record's) own name, business names stay Chinese
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("通知")
        constraints = [models.UniqueConstraint(fields=["user", "deed", "kind"], name="one_notice_a_deed")]
        indexes = [models.Index(fields=["user"], condition=models.Q(read_at=None), name="notice_unread")]
