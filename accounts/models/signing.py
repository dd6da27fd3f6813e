"""How people sign in: the log of it, the counter of failures, the codes for a lost second factor.

All times here are real time: a demonstration's clock must not unlock a door.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignIn(models.Model):
    """One attempt to sign in, or to unlock, and how it ended. Never changed; what was typed as a name is kept."""

    class Outcome(models.TextChoices):
        OK = "ok", _("登录成功")
        WRONG = "wrong", _("密码错误")
        THROTTLED = "throttled", _("暂停期间被拒")
        WRONG_CODE = "wrong_code", _("动态码错误")
        VERIFIED = "verified", _("动态码通过")
        UNLOCKED = "unlocked", _("已解锁")
        SIGNED_OUT = "signed_out", _("已退出")
        LIFTED = "lifted", _("暂停已解除")
        RESET = "reset", _("密码已重设")
        CHANGED = "changed", _("已改密码")
        FACTOR_SET = "factor_set", _("双因子已开通")
        FACTOR_RESET = "factor_reset", _("双因子已取消")

    at = models.DateTimeField(_("时间"), auto_now_add=True, db_index=True)
    user = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="sign_ins", verbose_name=_("人员")
    )
    typed = models.CharField(_("所填登录名"), max_length=50, blank=True)
    outcome = models.CharField(_("结果"), max_length=12, choices=Outcome.choices)
    address = models.GenericIPAddressField(_("来源地址"), null=True)
    by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", verbose_name=_("操作人")
    )
    request_id = models.CharField(_("请求编号"), max_length=64, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("登录记录")


class Throttle(models.Model):
    """How often in a row one account, or one address, failed; written by one statement (see throttling)."""

    key = models.CharField(max_length=120, primary_key=True)
    failures = models.PositiveIntegerField()
    last_at = models.DateTimeField()
    until = models.DateTimeField(null=True)


class RecoveryCode(models.Model):
    """One of ten codes that stand in once for a lost telephone; kept only as a digest."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    used_at = models.DateTimeField(null=True)
