"""Emergency vehicle passes (应急通行证): one vehicle, one pass, one route."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from enterprises.jurisdiction import city, clerk, district, enterprises_seen_by, territory
from enterprises.models import Enterprise
from workflow.models import Life, LifeQuerySet, Step
from workflow.moves import Move
from workflow.people import NOTHING, Who

from .plates import Colour


class Goods(models.TextChoices):
    MEDICAL = "medical", _("医疗和防疫物资")
    NECESSITIES = "necessities", _("生活必需品")
    RESERVES = "reserves", _("政府储备物资")
    POST_EXPRESS = "post_express", _("邮政快递")
    AGRICULTURE = "agriculture", _("农业生产物资")
    ENERGY = "energy", _("能源物资")
    RAW_MATERIALS = "raw_materials", _("原材料")
    INDUSTRIAL_GOODS = "industrial_goods", _("重点工业产品")
    OTHER = "other", _("其他")


class Scope(models.TextChoices):
    CITY = "city", _("市内")
    PROVINCE = "province", _("省内")
    INTER_PROVINCE = "inter_province", _("跨省")


class Channel(models.TextChoices):
    ONLINE = "online", _("线上")
    OFFLINE = "offline", _("线下")


class PassType(models.Model):
    """A type of pass, as data: who issues it, how it is numbered, how long it may hold, what it supersedes.

    ``minted``: numbered here (year, serial, two check digits); otherwise the number is entered from the paper.
    ``supersedes``: which earlier live pass gives way, by the slot written at issue.
    """

    class Supersedes(models.TextChoices):
        NOTHING = "nothing", _("不替代")
        PLATE = "plate", _("同车替代")
        PLATE_APPLICANT_ROUTE = "plate_applicant_route", _("同车、同单位、同线路替代")

    code = models.SlugField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=60, unique=True)
    name_en = models.CharField(max_length=80, blank=True)
    scope = models.CharField(_("范围"), max_length=16, choices=Scope.choices)
    issuing_unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, related_name="+", verbose_name=_("核发单位")
    )
    minted = models.BooleanField(_("由本门户编号"), default=True)
    longest_days = models.PositiveSmallIntegerField(_("最长有效天数"), default=7)
    supersedes = models.CharField(
        _("替代规则"),
        max_length=24,
        choices=Supersedes.choices,
        default=Supersedes.PLATE_APPLICANT_ROUTE,
    )
    handling_hours = models.PositiveSmallIntegerField(_("办理时限（小时）"), default=8)
    is_open = models.BooleanField(_("开放申请"), default=True)
    needs_seal = models.BooleanField(_("须盖章"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("通行证类型")

    def __str__(self):
        return self.name_en if get_language() == "en" and self.name_en else self.name


class Serial(models.Model):
    """The last serial given in a series (a year). Its row lock is what makes numbers unique and gap-free."""

    series = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Asking(models.Model):
    """How often one address asked in vain for a pass by its number, since when. Real time, not the portal's.

    In the database and not in Redis: it holds with Redis away, and one statement counts and tells.
    """

    address = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField()
    failures = models.PositiveIntegerField()


def passes_seen_by(user):
    """As the applicant is seen; a department's liaison sees the goods its unit looks after."""
    seen = enterprises_seen_by(user, "enterprise__")
    goods = {category for post in user.posts if post.role == Role.LIAISON for category in post.unit.goods}
    if not seen or not goods:  # an empty Q means everything is seen already
        return seen
    return seen | Q(goods_category__in=goods)


class PassQuerySet(LifeQuerySet):
    def visible_to(self, user):
        return self.filter(passes_seen_by(user))

    def waiting_for(self, user):
        """What this person is to do next: 区县受理并推荐, the goods' department recommends, 核发单位 issues.

        An applicant's own returned applications wait for the applicant. What one filed oneself waits for others.
        """
        status, waits = self.model.Status, NOTHING
        if user.holds(Role.DISTRICT):
            waits |= Q(status__in=[status.SUBMITTED, status.ACCEPTED]) & district("enterprise__")(user)
        if user.holds(Role.LIAISON):
            waits |= Q(status=status.ACCEPTED) & liaison(user)
        if user.holds(Role.CITY):
            waits |= Q(status=status.RECOMMENDED) & issuers(user)
        waits = waits & ~Q(filed_by=user)
        if user.holds(Role.CLERK, Role.TERRITORIAL):
            waits |= Q(status=status.RETURNED) & applicants(user)
        return self.filter(waits)

    def valid_at(self, moment):
        """Issued and within its dates at ``moment``: expiry is read from the dates, never a status."""
        return self.filter(status=VehiclePass.Status.ISSUED, validity__contains=moment)


liaison = Who(
    Role.LIAISON,
    condition=lambda user, role: Q(
        goods_category__in={
            category for post in user.posts if post.role == role for category in post.unit.goods
        }
    ),
)
applicants = clerk("enterprise__") | territory("enterprise__")
handlers = district("enterprise__") | city
recommenders = liaison | district("enterprise__") | city
issuers = Who(Role.CITY, condition=lambda user, role: Q(type__issuing_unit__in=user.units_as(role)))
overseers = Who(Role.CITY)


class VehiclePass(Life):
    """One pass for one vehicle (the tractor's plate), one crew, one route, for a span of time.

    受理 → 推荐 → 核发. Valid, expired and not-yet follow from ``validity`` at every reading. ``slot`` is written
    at issue by the type's rule; the database lets no two live passes of one slot overlap. ``uid`` is what
    leaves the portal: links and codes carry it, nothing personal.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("待受理")
        ACCEPTED = "accepted", _("已受理")
        RECOMMENDED = "recommended", _("待核发")
        ISSUED = "issued", _("已核发")
        RETURNED = "returned", _("退回补正")
        REFUSED = "refused", _("不予办理")
        WITHDRAWN = "withdrawn", _("已撤回")
        SUSPENDED = "suspended", pgettext_lazy("pass", "已暂停")
        REVOKED = "revoked", _("已撤销")
        RECALLED = "recalled", _("已收回")
        VOIDED = "voided", _("已作废")
        SUPERSEDED = "superseded", _("已被替代")

    barred = {
        "disqualified": (
            Q(enterprise__disqualified_at__isnull=False),
            _("申请企业已被取消闭环生产资格。"),
        )
    }
    LIVE = (Status.ISSUED, Status.SUSPENDED)
    MOVES = {
        "draft": Move(_("新建"), {""}, Status.DRAFT, applicants),
        "edit": Move(_("填写"), {Status.DRAFT, Status.RETURNED}, None, applicants),
        "submit": Move(
            _("提交申请"),
            {"", Status.DRAFT, Status.RETURNED},
            Status.SUBMITTED,
            applicants,
            unless=barred,
            tells=("county",),
        ),
        "accept": Move(
            _("受理"),
            {Status.SUBMITTED},
            Status.ACCEPTED,
            handlers,
            unless=barred,
            not_own="filed_by",
            alone=True,
            tells=("subject",),
        ),
        "recommend": Move(
            _("推荐"),
            {Status.SUBMITTED, Status.ACCEPTED},
            Status.RECOMMENDED,
            recommenders,
            unless=barred,
            not_own="filed_by",
            alone=True,
            tells=("subject",),
        ),
        "issue": Move(
            _("核发"),
            {Status.RECOMMENDED},
            Status.ISSUED,
            issuers,
            unless=barred,
            not_own="filed_by",
            alone=True,
            tells=("subject",),
        ),
        "enter": Move(
            _("补录纸质证"), {""}, Status.ISSUED, issuers, unless=barred, basis=True, tells=("subject",)
        ),
        "return": Move(
            pgettext_lazy("verb", "退回补正"),
            {Status.SUBMITTED, Status.ACCEPTED, Status.RECOMMENDED},
            Status.RETURNED,
            recommenders,
            remark=True,
            tells=("subject",),
        ),
        "refuse": Move(
            pgettext_lazy("verb", "不予办理"),
            {Status.SUBMITTED, Status.ACCEPTED, Status.RECOMMENDED},
            Status.REFUSED,
            handlers,
            remark=True,
            grave=True,
            tells=("subject",),
        ),
        "withdraw": Move(
            _("撤回申请"),
            {Status.DRAFT, Status.SUBMITTED, Status.RETURNED},
            Status.WITHDRAWN,
            applicants,
            grave=True,
        ),
        "suspend": Move(
            _("暂停"),
            {Status.ISSUED},
            Status.SUSPENDED,
            overseers,
            remark=True,
            grave=True,
            tells=("subject",),
        ),
        "reinstate": Move(
            pgettext_lazy("verb", "恢复"),
            {Status.SUSPENDED},
            Status.ISSUED,
            overseers,
            unless=barred,
            remark=True,
            tells=("subject",),
        ),
        "revoke": Move(
            _("撤销"),
            {Status.ISSUED, Status.SUSPENDED},
            Status.REVOKED,
            overseers,
            remark=True,
            basis=True,
            grave=True,
            tells=("subject",),
        ),
        "recall": Move(
            _("收回"),
            {Status.ISSUED, Status.SUSPENDED},
            Status.RECALLED,
            overseers,
            remark=True,
            basis=True,
            grave=True,
            tells=("subject",),
        ),
        "void": Move(
            _("作废"),
            {Status.ISSUED, Status.SUSPENDED},
            Status.VOIDED,
            overseers,
            basis=True,
            grave=True,
            tells=("subject",),
        ),
        "supersede": Move(
            _("被新证替代"),
            {Status.ISSUED, Status.SUSPENDED},
            Status.SUPERSEDED,
            issuers,
            consequence=True,
            tells=("subject",),
        ),
    }
    leans_on = ("enterprise",)
    audiences = {"subject": ("enterprise__unit",), "county": ("enterprise__county",)}

    status = models.CharField(_("状态"), max_length=16, choices=Status.choices, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    type = models.ForeignKey(PassType, models.PROTECT, related_name="passes", verbose_name=_("类型"))
    channel = models.CharField(_("渠道"), max_length=8, choices=Channel.choices, default=Channel.ONLINE)
    number = models.CharField(_("证件编号"), max_length=20, null=True, blank=True)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="passes", verbose_name=_("申请单位")
    )
    filed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    plate = models.CharField(_("车牌号码"), max_length=10)
    plate_colour = models.CharField(_("车牌颜色"), max_length=12, choices=Colour.choices, blank=True)
    driver_name = models.CharField(_("驾驶员"), max_length=50, blank=True)
    driver_phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    goods_category = models.CharField(_("物资类别"), max_length=20, choices=Goods.choices)
    goods_name = models.CharField(_("品名"), max_length=60, blank=True)
    weight_t = models.DecimalField(_("重量（吨）"), max_digits=8, decimal_places=2, null=True, blank=True)
    origin = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", verbose_name=_("始发地"))
    destination = models.ForeignKey(
        "regions.Region", models.PROTECT, related_name="+", verbose_name=_("目的地")
    )
    route = models.CharField(_("途经线路"), max_length=200, blank=True)
    validity = DateTimeRangeField(_("有效期"))
    issued_at = models.DateTimeField(_("核发时间"), null=True, editable=False)
    return_only_until = models.DateTimeField(_("仅限返程至"), null=True, editable=False)
    slot = models.CharField(max_length=120, null=True, editable=False)

    objects = PassQuerySet.as_manager()

    class Meta:
        verbose_name = _("通行证")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["type", "number"],
                name="pass_number_never_reused",
                violation_error_message=_("此证件编号已登记。"),
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False)
                | ~Q(status__in=["issued", "suspended", "revoked", "recalled", "voided", "superseded"]),
                name="issued_pass_has_number",
                violation_error_message=_("核发的通行证须有编号。"),
            ),
            ExclusionConstraint(
                name="one_live_pass_a_slot",
                expressions=[("slot", RangeOperators.EQUAL), ("validity", RangeOperators.OVERLAPS)],
                condition=Q(status__in=["issued", "suspended"], slot__isnull=False),
                violation_error_message=_("该车在此时段已有一张有效的通行证。"),
            ),
        ]
        indexes = [
            GinIndex(fields=["plate"], opclasses=["gin_trgm_ops"], name="pass_plate_trigrams"),
            models.Index(fields=["due_at", "id"], name="pass_waiting", condition=Q(due_at__isnull=False)),
        ]

    def __str__(self):
        return f"{self.plate} {self.number or self.get_status_display()}"

    def get_absolute_url(self):
        return reverse("passes:detail", args=[self.pk])

    @property
    def valid_from(self):
        return self.validity.lower

    @property
    def valid_until(self):
        """The first moment at which it no longer holds (midnight after the last day)."""
        return self.validity.upper


class PassStep(Step):
    record = models.ForeignKey(VehiclePass, models.PROTECT, related_name="steps", db_index=False)

    class Meta(Step.Meta):
        indexes = [models.Index(fields=["record", "occurred_at"], name="pass_step_at")]
