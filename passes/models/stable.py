"""The vehicles and drivers an enterprise has asked for before: its stable."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from clock import clock
from passes.jurisdiction import applicants
from passes.plates import Colour


class StableQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the firms this person applies for; nobody else needs their drivers' telephones."""
        return self.filter(applicants(user), removed_at=None)


class StableVehicle(models.Model):
    """One vehicle of one firm, with the driver it had last, and its VIN and road permit as last given."""

    OPTIONAL = ("vin", "road_permit")  # an application that leaves them open takes nothing away
    OFFERED = ("driver_name", "driver_phone", *OPTIONAL)  # beside the plate; forgotten together

    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.CASCADE, related_name="vehicles", verbose_name=_("申请单位")
    )
    plate = models.CharField(_("车牌号码"), max_length=10)
    plate_colour = models.CharField(_("车牌颜色"), max_length=12, choices=Colour.choices, blank=True)
    driver_name = models.CharField(_("驾驶员"), max_length=50, blank=True)
    driver_phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    vin = models.CharField(_("车辆识别代号（VIN）"), max_length=17, blank=True)
    road_permit = models.CharField(_("道路运输证号"), max_length=30, blank=True)
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
    """What was just asked for joins the stables, or is brought up to date; two statements."""
    now, vehicles = clock.now(), {}
    for one in passes:
        vehicles.setdefault((one.enterprise_id, one.plate), []).append(one)
    columns = ["plate_colour", *StableVehicle.OFFERED, "used_at", "removed_at"]
    known = _known(vehicles)
    StableVehicle.objects.bulk_create(
        [_brought_up(vehicles[key], known.get(key), now) for key in sorted(vehicles)],
        update_conflicts=True,
        unique_fields=["enterprise", "plate"],
        update_fields=columns,
    )


def _known(keys):
    """{(enterprise, plate): VIN and road permit} of the vehicles that stand in these firms' stables already."""
    rows = StableVehicle.objects.filter(
        enterprise__in={firm for firm, _plate in keys},
        plate__in={plate for _firm, plate in keys},
        removed_at=None,
    )
    return {
        (firm, plate): given
        for firm, plate, *given in rows.values_list("enterprise", "plate", *StableVehicle.OPTIONAL)
    }


def _brought_up(passes, known, now):
    """The vehicle as the last of these passes has it; what that one leaves open is as it was last given."""
    last, earlier = passes[-1], dict(zip(StableVehicle.OPTIONAL, known or ("", ""), strict=True))
    for one in passes:
        earlier |= {name: getattr(one, name) for name in StableVehicle.OPTIONAL if getattr(one, name)}
    return StableVehicle(
        enterprise_id=last.enterprise_id,
        plate=last.plate,
        plate_colour=last.plate_colour,
        driver_name=last.driver_name,
        driver_phone=last.driver_phone,
        used_at=now,
        **earlier,
    )
