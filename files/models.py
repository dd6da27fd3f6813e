"""Files people hand in: notices, stamped sheets, plans in a firm's own form. Kept whole, never overwritten."""

import uuid

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from .kinds import NAMES


def _place(stored, _name):
    """Where its bytes lie: by its uid alone, so that no name somebody typed becomes a path."""
    return f"kept/{stored.uid.hex[:2]}/{stored.uid.hex}"


def _disk():
    return storages["default"]


class StoredFile(models.Model):
    """One file as it was handed in. Who may read it is decided by the record it belongs to, never here."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("文件名"), max_length=120)
    kind = models.CharField(_("类型"), max_length=8, choices=list(NAMES.items()))
    content = models.FileField(upload_to=_place, storage=_disk, max_length=100)
    size = models.PositiveIntegerField(_("大小（字节）"))
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    kept_at = models.DateTimeField(_("上传时间"))

    class Meta:
        verbose_name = _("文件")
        ordering = ["pk"]

    def __str__(self):
        return self.name
