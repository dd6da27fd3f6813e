"""The vehicles and drivers an enterprise has asked for before: its stable."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from clock import clock

from .jurisdiction import applicants
from .plates import Colour


class StableQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the firms this person applies for; nobody else needs their drivers' telephones."""
        return self.filter(applicants(user), removed_at=None)


class StableVehicle(models.Model):
    """One vehicle of one firm, with the driver it had last."""

    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.CASCADE, related_name="vehicles", verbose_name=_("申请单位")
    )
    plate = models.CharField(_("车牌号码"), max_length=10)
    plate_colour = models.CharField(_("车牌颜色"), max_length=12, choices=Colour.choices, blank=True)
    driver_name = models.CharField(_("驾驶员"), max_length=50, blank=True)
    driver_phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    used_at = models.DateTimeField(_("最近申请"))
    removed_at = models.DateTimeField(null=True)

    objects = StableQuerySet.as_manager()

    class Meta:
        verbose_name = _("常用车辆")
        ordering = ["-used_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["enterprise", "plate"], name="one_vehicle_a_stable")]

    def __str__(self):
        return self.plate


def remember(passes):
    """What was just asked for joins the stables, or is brought up to date; one statement."""
    now, vehicles = clock.now(), {}
    for one in passes:
        vehicles[one.enterprise_id, one.plate] = StableVehicle(
            enterprise_id=one.enterprise_id,
            plate=one.plate,
            plate_colour=one.plate_colour,
            driver_name=one.driver_name,
            driver_phone=one.driver_phone,
            used_at=now,
        )
    columns = ["plate_colour", "driver_name", "driver_phone", "used_at", "removed_at"]
    StableVehicle.objects.bulk_create(
        [vehicles[key] for key in sorted(vehicles)],
        update_conflicts=True,
        unique_fields=["enterprise", "plate"],
        update_fields=columns,
    )
