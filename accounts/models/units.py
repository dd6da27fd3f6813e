"""Units: who answers at which telephone, and for which division."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .history import Remembered, WithRequest


class Unit(Remembered, models.Model):
    """A unit (单位) with its name as on its seal, its place and its 24-hour duty telephone.

    Every officer belongs to one; every step keeps person and unit; every paper prints unit and telephone.
    """

    class Kind(models.TextChoices):
        HEADQUARTERS = "headquarters", _("指挥部")
        WORKING_GROUP = "working_group", _("工作组")
        ECONOMIC_BUREAU = "economic_bureau", _("经信部门")
        PARK_COMMITTEE = "park_committee", _("园区管委会")
        TOWN = "town", _("镇街")
        TRAFFIC_POLICE = "traffic_police", _("公安交警")
        TRANSPORT = "transport", _("交通运输")
        HEALTH = "health", _("卫生健康")
        AUDIT = "audit", _("审计")
        ENTERPRISE = "enterprise", _("企业")

    name = models.CharField(_("单位名称"), max_length=100, unique=True)
    kind = models.CharField(_("单位类型"), max_length=20, choices=Kind.choices)
    region = models.ForeignKey("regions.Region", models.PROTECT, verbose_name=_("所在区划"))
    duty_phone = models.CharField(_("值班电话"), max_length=30, blank=True)
    goods = ArrayField(
        models.CharField(max_length=20), verbose_name=_("归口物资类别"), default=list, blank=True
    )

    history = HistoricalRecords(bases=[WithRequest])

    class Meta:
        ordering = ["name"]
        verbose_name = _("单位")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("accounts:unit", args=[self.pk])
