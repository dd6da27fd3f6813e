"""What every switch has: over which firms it goes, whose it is to see and to press."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from enterprises.jurisdiction import SEE_ALL
from workflow.people import NOTHING, Who

from .scope import Scope


def seen_by(user):
    """Switches of one's county; those over several counties are the city's and the auditor's to see."""
    if user.holds(*SEE_ALL):
        return Q()
    if user.holds(Role.DISTRICT):
        return Q(county__in=user.regions_as(Role.DISTRICT))
    return NOTHING


def in_charge():
    """Who switches: a district in its county, the city anywhere."""
    own = Who(Role.DISTRICT, condition=lambda user, role: Q(county__in=user.regions_as(role)))
    return own | Who(Role.CITY)


class Scoped(models.Model):
    """Over which firms: a division, a park, or firms named by their codes. ``county`` is where all of them lie."""

    region = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, related_name="+", verbose_name=_("区域")
    )
    park = models.ForeignKey(
        "enterprises.Park", models.PROTECT, null=True, related_name="+", verbose_name=_("园区")
    )
    codes = ArrayField(models.CharField(max_length=18), verbose_name=_("选定的企业"), default=list)
    above_scale = models.BooleanField(_("只含规上企业"), default=False)
    county = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def scope(self):
        return Scope(self.region, self.park, tuple(self.codes), self.above_scale)
