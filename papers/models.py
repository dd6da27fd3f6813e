"""Papers: what the portal has printed, kept whole, each with a code by which anybody holding it can check it."""

import secrets
import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no I, O, 0, 1: read aloud and typed from paper
LENGTH = 16  # 80 bits: nobody finds one by trying


def new_code():
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


class Sealable(models.Model):
    """What comes back sealed or stamped: kept whole beside what was handed out. ``sealing.py`` takes it there and back.

    ``seal_owed`` from when it is asked for until the sealed file is here. ``seal_attempts`` are those that failed
    since it was last handed out or sent anew, ``seal_error`` what the last of them said, for the log's reader.
    """

    sealed = models.OneToOneField("files.StoredFile", models.PROTECT, null=True, related_name="+")
    sealed_at = models.DateTimeField(_("电子签章件收到时间"), null=True)
    seal_owed = models.BooleanField(default=False)  # goes to the service that seals, and waits for its return
    seal_handed_at = models.DateTimeField(_("送签时间"), null=True)
    seal_attempts = models.PositiveSmallIntegerField(default=0)
    seal_error = models.TextField(blank=True)

    class Meta:
        abstract = True

    class SealState(models.TextChoices):
        NONE = "none", _("不送签")
        WAITING = "waiting", _("待送签")
        SENT = "sent", _("已送签")
        FAILED = "failed", _("送签未成")
        SEALED = "sealed", _("已盖章")

    @property
    def seal_state(self):
        if self.sealed_id:
            return self.SealState.SEALED
        if not self.seal_owed:
            return self.SealState.NONE
        if self.seal_attempts:
            return self.SealState.FAILED
        return self.SealState.SENT if self.seal_handed_at else self.SealState.WAITING


class Pack(Sealable):
    """Many sheets as one file, made in parts by a worker: its parts are papers, put together once all are made.

    ``count`` is how many sheets it will have; ``keys`` are those of what they were printed of, as a single paper's
    ``key``: sealed, the pack seals them all. Only who asked for it reads it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("名称"), max_length=200)
    count = models.PositiveIntegerField(_("张数"))
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    wanted_at = models.DateTimeField(_("提出时间"))
    made_at = models.DateTimeField(_("生成时间"), null=True)
    file = models.OneToOneField("files.StoredFile", models.PROTECT, null=True, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=30, blank=True)
    keys = ArrayField(models.CharField(max_length=80), default=list)

    class Meta:
        verbose_name = _("成批打印件")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["id"], condition=Q(file=None), name="packs_owed"),
            models.Index(fields=["id"], condition=Q(seal_owed=True), name="packs_to_seal"),
            GinIndex(fields=["keys"], condition=Q(sealed__isnull=False), name="packs_sealed_of"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("papers:pack", args=[self.uid])

    @property
    def code(self):
        """By which the service that seals knows it."""
        return self.uid.hex.upper()


class Paper(Sealable):
    """One printed thing. The same content asked for again is the same paper (``digest``).

    ``data`` is what the template prints; ``tells`` ([label, words] pairs) is what the public page may say of it,
    nothing personal. ``file`` is empty until a worker has made it. ``sealed`` is the same paper as it came back
    with an electronic seal: kept whole, byte for byte. The portal itself never draws a seal.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=80, db_index=True)
    digest = models.CharField(max_length=64, unique=True)
    code = models.CharField(_("验证码"), max_length=LENGTH, unique=True, default=new_code)
    title = models.CharField(_("名称"), max_length=200)
    language = models.CharField(max_length=10)
    data = models.JSONField()
    tells = models.JSONField(default=list)
    address = models.URLField(_("验证网址"), blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    wanted_at = models.DateTimeField(_("提出时间"))
    made_at = models.DateTimeField(_("生成时间"), null=True)
    file = models.OneToOneField("files.StoredFile", models.PROTECT, null=True, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    pack = models.ForeignKey(Pack, models.CASCADE, null=True, related_name="parts")
    sheets = models.PositiveSmallIntegerField(_("页数"), default=1)  # of a pack's part

    class Meta:
        verbose_name = _("文书")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file=None, made_at=None) | Q(file__isnull=False, made_at__isnull=False),
                name="paper_made_has_its_file",
            )
        ]
        indexes = [
            models.Index(fields=["wanted_at"], condition=Q(file=None), name="papers_owed"),
            models.Index(fields=["id"], condition=Q(seal_owed=True), name="papers_to_seal"),
        ]

    def __str__(self):
        return self.title

    @property
    def shown_code(self):
        """The code in groups of four, as it stands on the paper."""
        return "-".join(self.code[place : place + 4] for place in range(0, LENGTH, 4))

    def get_verify_url(self):
        return reverse("papers:verify_code", args=[self.code])
