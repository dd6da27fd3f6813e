"""Administrative divisions by GB/T 2260 code, the whole country's and the city's towns."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

_PREFIX = {"province": 2, "city": 4, "county": 6, "town": 9}


class RegionQuerySet(models.QuerySet):
    def counties(self):
        return self.filter(level=Region.Level.COUNTY)

    def own(self):
        """The portal's own city, its counties and towns (setting ``OWN_REGION``)."""
        return self.within(settings.OWN_REGION)

    def within(self, code):
        """The division with this code and all below it."""
        return self.filter(prefixed("code", code))


def prefixed(path, code):
    """Condition: the code at ``path`` lies in the division ``code``. Codes nest by their first 2, 4, 6, 9 digits."""
    digits = code.rstrip("0") if len(code) == 6 else code
    length = next(n for n in _PREFIX.values() if n >= len(digits))
    return Q(**{f"{path}__startswith": code[:length]})


class Region(models.Model):
    """A province, city, county or town. Codes are facts of the state; 510523 is simply unused."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("省级")
        CITY = "city", _("市级")
        COUNTY = "county", _("区县")
        TOWN = "town", _("镇街")

    code = models.CharField(_("代码"), max_length=9, unique=True)
    name = models.CharField(_("名称"), max_length=50)
    name_en = models.CharField(_("英文名称"), max_length=80, blank=True)
    level = models.CharField(_("层级"), max_length=8, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("行政区划")
        constraints = [
            models.CheckConstraint(
                condition=Q(level="town", code__regex=r"^\d{9}$")
                | ~Q(level="town") & Q(code__regex=r"^\d{6}$"),
                name="region_code_fits_level",
                violation_error_message=_("镇街代码为九位数字，其余为六位数字。"),
            )
        ]

    def __str__(self):
        return self.name_en if get_language() == "en" and self.name_en else self.name
