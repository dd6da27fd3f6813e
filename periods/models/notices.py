"""The notice itself, kept as it was published."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflow.models import Version


class NoticeFile(Version):
    """The notice itself, as it was published: one file a notice, whatever the number of its areas."""

    KEY = ("issuer", "number")

    issuer = models.CharField(_("发布机关"), max_length=60)
    number = models.CharField(_("通告编号"), max_length=40)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name=_("通告文件"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "number"], condition=Q(superseded_at=None), name="one_file_a_notice"
            )
        ]
