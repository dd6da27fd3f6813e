"""Who read what is kept of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reading(models.Model):
    """One look at personal data, by page, file, print or REST. Never changed.

    ``kind`` names the model read ("passes.VehiclePass"), ``key`` the record, empty where a whole list was read;
    ``count`` is how many records. ``unit`` is where the reader sat.
    """

    class How(models.TextChoices):
        PAGE = "page", _("页面")
        PRINT = "print", _("打印")
        EXPORT = "export", _("导出")
        REST = "rest", _("接口")

    at = models.DateTimeField(_("时间"), db_index=True)
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("人员"))
    unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("单位")
    )
    kind = models.CharField(_("内容"), max_length=60)
    key = models.CharField(_("编号"), max_length=40, blank=True)
    count = models.PositiveIntegerField(_("件数"), default=1)
    how = models.CharField(_("方式"), max_length=8, choices=How.choices)
    request_id = models.CharField(_("请求编号"), max_length=64, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("个人信息查阅记录")
        indexes = [models.Index(fields=["kind", "key"], name="reading_of_a_record")]
