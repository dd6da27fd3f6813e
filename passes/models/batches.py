"""What many applications that came together share: whose letter, its number, the stamped scan."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees one of its passes sees that the batch stands; its list shows each person their own."""
        from . import VehiclePass

        seen = VehiclePass.objects.visible_to(user).filter(batch=models.OuterRef("pk"))
        return self.filter(models.Exists(seen))


class PassBatch(models.Model):
    """Applications handed in together. A batch has no status of its own: each of its passes is decided by itself."""

    letter_unit = models.CharField(_("来函单位"), max_length=100, blank=True)
    letter = models.CharField(_("来函文号"), max_length=100, blank=True)
    scan = models.ForeignKey(
        "files.StoredFile",
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("盖章扫描件"),
    )
    filed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    filed_at = models.DateTimeField(_("提交时间"), editable=False)
    deed = models.OneToOneField("workflow.Deed", models.PROTECT, related_name="+", editable=False)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("批次")
        ordering = ["-pk"]

    def __str__(self):
        return self.letter or _("第{number}批").format(number=self.pk)

    def get_absolute_url(self):
        return reverse("passes:batch", args=[self.pk])
