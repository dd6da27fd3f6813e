"""Firms, each known by its credit code."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import WithRequest
from clock import clock

from ..jurisdiction import enterprises_seen_by
from .directory import DirectoryEntry
from .parks import Named, Park


class EnterpriseQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(enterprises_seen_by(user))

    def with_entry(self, day=None):
        """Each firm with its line (``entry``) in the directory of the latest year not after ``day``."""
        year = (day or clock.today()).year
        latest = (
            DirectoryEntry.objects.current()
            .filter(year__lte=year)
            .order_by()
            .values("superseded_at")
            .annotate(latest=models.Max("year"))
            .values("latest")
        )
        condition = Q(directory__superseded_at=None, directory__year=models.Subquery(latest))
        return self.annotate(entry=models.FilteredRelation("directory", condition=condition))

    def without_territory(self):
        """Firms in no park whose town is not known: the list 未落属地 of a district."""
        return self.filter(park=None, town=None)


class Enterprise(Named):
    """A firm, known by its credit code. Its territory (属地) is its park, else its town."""

    class Capability(models.TextChoices):
        UNKNOWN = "unknown", _("未核定")
        YES = "yes", _("具备闭环条件")
        NO = "no", _("不具备闭环条件")

    credit_code = models.CharField(_("统一社会信用代码"), max_length=18)
    county = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", verbose_name=_("区县"))
    town = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("镇街")
    )
    park = models.ForeignKey(
        Park, models.PROTECT, null=True, blank=True, related_name="enterprises", verbose_name=_("园区")
    )
    unit = models.OneToOneField(
        "accounts.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("企业账户单位"),
    )
    industry_code = models.CharField(_("行业代码"), max_length=4, blank=True)
    industry = models.CharField(_("行业"), max_length=60, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=50, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    area_leader = models.CharField(_("包片领导"), max_length=50, blank=True)
    liaison_name = models.CharField(_("包联专员"), max_length=50, blank=True)
    liaison_phone = models.CharField(_("包联专员电话"), max_length=20, blank=True)
    capability = models.CharField(
        _("闭环条件"), max_length=8, choices=Capability.choices, default=Capability.UNKNOWN
    )
    disqualified_at = models.DateTimeField(_("取消资格时间"), null=True, blank=True, editable=False)

    objects = EnterpriseQuerySet.as_manager()
    history = HistoricalRecords(bases=[WithRequest])

    class Meta:
        verbose_name = _("企业")
        ordering = ["pinyin"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"],
                name="one_enterprise_a_code",
                violation_error_message=_("此统一社会信用代码已登记。"),
            )
        ]
        indexes = [
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="enterprise_name_trigrams"),
            models.Index(fields=["pinyin", "id"], name="enterprise_by_pinyin"),
        ]

    def get_absolute_url(self):
        return reverse("enterprises:detail", args=[self.credit_code])

    @property
    def territory(self):
        """The park, else the town, else None (未落属地)."""
        return self.park or self.town

    @property
    def is_disqualified(self):
        return self.disqualified_at is not None
