"""Parks, enterprises, their yearly directory entries and daily returns."""

from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import WithRequest
from clock import clock
from ui.pinyin import initials_of, pinyin_of
from workflow.models import Version, VersionQuerySet

from .jurisdiction import enterprises_seen_by, parks_seen_by


class Named(models.Model):
    """A name with what one sorts it by (pinyin) and may type to find it (initials)."""

    name = models.CharField(_("名称"), max_length=100)
    pinyin = models.CharField(max_length=400, editable=False, db_index=True)
    initials = models.CharField(max_length=100, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.spell()
        super().save(*args, **kwargs)

    def spell(self):
        self.pinyin, self.initials = pinyin_of(self.name), initials_of(self.name)


class ParkQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(parks_seen_by(user))

    def with_firms(self):
        return self.annotate(firms=models.Count("enterprises"))


class Park(Named):
    """An industrial park (园区); its committee is the territory of the firms in it."""

    county = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", verbose_name=_("区县"))
    unit = models.OneToOneField(
        "accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("管委会")
    )

    objects = ParkQuerySet.as_manager()
    history = HistoricalRecords(bases=[WithRequest])

    class Meta:
        verbose_name = _("园区")
        ordering = ["pinyin"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], name="one_park_a_name", violation_error_message=_("已有同名园区。")
            )
        ]

    def get_absolute_url(self):
        return reverse("enterprises:park", args=[self.pk])


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


class DirectoryEntry(Version):
    """One firm's line in one year's statistical directory (名录).

    Above-scale (规上) is what the directory says, never computed from revenue. Where the firm counts (county,
    town, park) is kept with the year, so that an old day compiled anew counts it where it was.
    """

    KEY = ("enterprise_id", "year")

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="directory")
    year = models.PositiveSmallIntegerField(_("年份"))
    county = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", verbose_name=_("区县"))
    town = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("镇街")
    )
    park = models.ForeignKey(
        Park, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("园区")
    )
    above_scale = models.BooleanField(_("规上"))
    listed_year = models.PositiveSmallIntegerField(_("纳统年份"), null=True, blank=True)
    output_value = models.DecimalField(
        _("上年工业总产值（万元）"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    output_source = models.CharField(_("产值来源"), max_length=100, blank=True)
    employees = models.PositiveIntegerField(_("从业人员（人）"), null=True, blank=True)

    class Meta:
        verbose_name = _("名录条目")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "year"],
                condition=Q(superseded_at=None),
                name="one_entry_a_year",
                violation_error_message=_("该企业当年名录刚由他人更新，请重试。"),
            ),
            models.CheckConstraint(
                condition=Q(output_value=None) | Q(output_value__gte=0),
                name="output_not_negative",
                violation_error_message=_("产值不能为负。"),
            ),
        ]


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
