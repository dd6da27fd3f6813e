"""What firms report day by day."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflow.models import Version, VersionQuerySet

from ..jurisdiction import enterprises_seen_by
from .firms import Enterprise


class ReturnQuerySet(VersionQuerySet):
    def visible_to(self, user):
        return self.filter(enterprises_seen_by(user, "enterprise__"))


class DailyReturn(Version):
    """What one firm reported for one day (日报). Missing is not zero, and zero is a value."""

    KEY = ("enterprise_id", "day")

    class Status(models.TextChoices):
        NORMAL = "normal", _("正常生产")
        CLOSED_LOOP = "closed_loop", _("闭环生产")
        REDUCED = "reduced", _("限产")
        STOPPED_EPIDEMIC = "stopped_epidemic", _("因疫停产")
        STOPPED_SEASONAL = "stopped_seasonal", _("季节性停产")
        STOPPED_PHASE = "stopped_phase", _("阶段性停产")
        MAINTENANCE = "maintenance", _("检修停产")
        CLOSED = "closed", _("关停")

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="returns")
    day = models.DateField(_("日期"))
    status = models.CharField(_("生产状态"), max_length=20, choices=Status.choices)
    on_site = models.PositiveIntegerField(_("在厂人数"), null=True, blank=True)
    nat_due = models.PositiveIntegerField(_("应检人数"), null=True, blank=True)
    nat_done = models.PositiveIntegerField(_("已检人数"), null=True, blank=True)
    nat_positive = models.PositiveIntegerField(_("阳性人数"), null=True, blank=True)
    output_value = models.DecimalField(
        _("当日产值（万元）"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    power_kwh = models.PositiveIntegerField(_("用电量（千瓦时）"), null=True, blank=True)
    material_days = models.PositiveSmallIntegerField(_("原辅料可用天数"), null=True, blank=True)
    living_days = models.PositiveSmallIntegerField(_("生活物资可用天数"), null=True, blank=True)
    ppe_days = models.PositiveSmallIntegerField(_("防疫物资可用天数"), null=True, blank=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("日报")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "day"],
                condition=Q(superseded_at=None),
                name="one_return_a_day",
                violation_error_message=_("该企业当日日报刚由他人更新，请重试。"),
            ),
            models.CheckConstraint(
                condition=Q(nat_done=None) | Q(nat_due=None) | Q(nat_done__lte=F("nat_due")),
                name="tested_not_more_than_due",
                violation_error_message=_("已检人数不能多于应检人数。"),
            ),
        ]
