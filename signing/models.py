"""Keys that sign, and the log of every signature."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from clock import clock


class KeyQuerySet(models.QuerySet):
    def signing_at(self, moment):
        """Keys that may sign at a moment, the newest first."""
        return self.filter(
            Q(signs_until=None) | Q(signs_until__gt=moment), withdrawn_at=None, signs_from__lte=moment
        ).order_by("-signs_from", "-pk")

    def accepted_at(self, moment):
        """Keys whose signatures a checker accepts: several at once; a withdrawn (leaked) one is none of them."""
        return self.filter(Q(accepted_until=None) | Q(accepted_until__gt=moment), withdrawn_at=None)


class SigningKey(models.Model):
    """One key pair. The private half is encrypted at rest, or empty where it comes from the environment.

    A key first stops signing (``signs_until``) and only when the last pass it signed has run out stops being
    accepted. A leaked one is withdrawn: nothing it signed is accepted from then on.
    """

    kid = models.CharField(_("密钥编号"), max_length=16, unique=True)  # 8 bytes as hex
    algorithm = models.IntegerField(_("算法"))
    public_key = models.BinaryField()
    private_key = models.TextField(blank=True, editable=False)
    signs_from = models.DateTimeField(_("启用"))
    signs_until = models.DateTimeField(_("停止签名"), null=True)
    accepted_until = models.DateTimeField(_("停止承认"), null=True)
    withdrawn_at = models.DateTimeField(_("作废时间"), null=True)
    withdrawn_why = models.CharField(_("作废原因"), max_length=200, blank=True)
    deed = models.ForeignKey("workflow.Deed", models.PROTECT, null=True, related_name="+")

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("签名密钥")
        ordering = ["-signs_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signs_until=None)
                | Q(accepted_until=None)
                | Q(accepted_until__gte=F("signs_until")),
                name="key_accepted_while_it_signs",
            )
        ]

    def __str__(self):
        return self.kid

    @property
    def standing(self):
        """(tone, words) for lists."""
        now = clock.now()
        if self.withdrawn_at:
            return "stop", pgettext("key", "已作废")
        if self.accepted_until and self.accepted_until <= now:
            return "idle", pgettext("key", "已停用")
        if self.signs_until and self.signs_until <= now:
            return "busy", _("只验不签")
        return "ok", _("使用中")


class SignatureLog(models.Model):
    """One signature made: of what, by which key, in which deed. Written in the deed's transaction, never changed.

    ``digest`` is SHA-256 of the signed bytes; ``subject`` the uid of what was signed.
    """

    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="signatures")
    purpose = models.CharField(max_length=10)
    subject = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    deed = models.ForeignKey("workflow.Deed", models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["purpose", "subject"], name="signatures_of")]
