"""What may be known of vehicle and driver besides what the pass says (domain.md c.3): all of it optional."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NatResult(models.TextChoices):
    NEGATIVE = "negative", _("阴性")
    PENDING = "pending", _("待出结果")
    POSITIVE = "positive", _("阳性")


class HealthCode(models.TextChoices):
    GREEN = "green", _("绿码")
    YELLOW = "yellow", _("黄码")
    RED = "red", _("红码")


class Credentials(models.Model):
    """Columns of an application that an applicant may leave open and a reviewer ticks 已核 (``PassTick``).

    Neither the signed code nor the public page tells any of it.
    """

    trailer_plate = models.CharField(_("挂车号牌"), max_length=10, blank=True)
    vin = models.CharField(_("车辆识别代号（VIN）"), max_length=17, blank=True)
    road_permit = models.CharField(_("道路运输证号"), max_length=30, blank=True)
    driver_permit = models.CharField(_("驾驶员从业资格证号"), max_length=30, blank=True)
    nat_sampled_at = models.DateTimeField(_("核酸采样时间"), null=True, blank=True)
    nat_result = models.CharField(_("核酸结果"), max_length=10, choices=NatResult.choices, blank=True)
    health_code = models.CharField(_("健康码"), max_length=10, choices=HealthCode.choices, blank=True)

    class Meta:
        abstract = True


class PassTick(models.Model):
    """One item a reviewer has checked: by whom and when is its deed's; never changed, like a step."""

    record = models.ForeignKey("passes.VehiclePass", models.PROTECT, related_name="ticks")
    item = models.CharField(max_length=20)
    deed = models.ForeignKey("workflow.Deed", models.PROTECT, related_name="+")
