"""Keys with which programs act for a person."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ApiToken(models.Model):
    """A key with which a program acts for a person. Its times are real time, not the portal's clock."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="tokens")
    name = models.CharField(_("用途"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    write = models.BooleanField(_("可写"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("到期"))
    last_used_at = models.DateTimeField(_("最近使用"), null=True)
    revoked_at = models.DateTimeField(_("停用时间"), null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("接口令牌")

    @property
    def expired(self):
        return self.expires_at <= timezone.now()  # noqa: TID251  keys live in real time
