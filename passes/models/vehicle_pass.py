"""Emergency vehicle passes (应急通行证): one vehicle, one pass, one route."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enterprises.models import Enterprise
from passes.kinds import Channel, Goods, PassType, PassTypeEdit, ValidityKind
from passes.plates import Colour
from passes.queries import PassQuerySet
from passes.statuses import IN_HAND, LIVE, Status
from workflow.claimable import Claim, Claimable
from workflow.models import Life, Step

from .asked import Asked
from .batches import PassBatch
from .credentials import Credentials
from .ends import Ends
from .hours import Hours
from .life import MOVES


class VehiclePass(Ends, Hours, Credentials, Asked, Claimable, Life):
    """One pass for one vehicle (the tractor's plate), one crew, one route, for a span of time.

    受理 → 推荐 → 核发, as far as its type asks (``steps.py``). Valid, expired and not-yet follow from ``validity``
    at every reading. ``slot`` is written at issue by the type's rule; the database lets no two live passes of one
    slot overlap. ``uid`` is what leaves the portal: links and codes carry it, nothing personal.
    """

    Status = Status
    LIVE = LIVE
    MOVES = MOVES
    leans_on = ("enterprise",)
    audiences = {"subject": ("enterprise__unit",), "county": ("enterprise__county",)}

    status = models.CharField(_("状态"), max_length=16, choices=Status.choices, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    type = models.ForeignKey(PassType, models.PROTECT, related_name="passes", verbose_name=_("类型"))
    # The latest change of its type when it was handed in, None before the first: ``terms.py``.
    terms = models.ForeignKey(PassTypeEdit, models.PROTECT, null=True, related_name="+", editable=False)
    channel = models.CharField(_("渠道"), max_length=8, choices=Channel.choices, default=Channel.ONLINE)
    number = models.CharField(_("证件编号"), max_length=20, null=True, blank=True)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="passes", verbose_name=_("申请单位")
    )
    filed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    # The issued pass this one extends or amends: it takes its place at issue. ``amending.py``
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="amendments", editable=False, verbose_name=_("原证")
    )
    batch = models.ForeignKey(
        PassBatch, models.PROTECT, null=True, related_name="passes", editable=False, verbose_name=_("批次")
    )
    plate = models.CharField(_("车牌号码"), max_length=10)
    plate_colour = models.CharField(_("车牌颜色"), max_length=12, choices=Colour.choices, blank=True)
    driver_name = models.CharField(_("驾驶员"), max_length=50, blank=True)
    driver_phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    goods_category = models.CharField(_("物资类别"), max_length=20, choices=Goods.choices)
    goods_name = models.CharField(_("品名"), max_length=60, blank=True)
    weight_t = models.DecimalField(_("重量（吨）"), max_digits=8, decimal_places=2, null=True, blank=True)
    validity = DateTimeRangeField(_("有效期"))
    validity_kind = models.CharField(
        _("有效方式"), max_length=8, choices=ValidityKind.choices, default=ValidityKind.DATES
    )
    issued_at = models.DateTimeField(_("核发时间"), null=True, editable=False)
    # The press that issued it, and what was not clean at that moment (codes of ``concerns.py``): for 复核.
    issue_deed = models.ForeignKey(
        "workflow.Deed", models.PROTECT, null=True, related_name="+", editable=False
    )
    unclean = models.CharField(max_length=200, blank=True, editable=False)
    return_only_until = models.DateTimeField(_("仅限返程至"), null=True, editable=False)
    slot = models.CharField(max_length=120, null=True, editable=False)
    code = models.BinaryField(
        null=True, editable=False
    )  # the signed code, made at issue; paper passes have none

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
            models.UniqueConstraint(
                fields=["amends"],
                condition=Q(
                    status__in=["submitted", "accepted", "recommended", "returned", "issued", "suspended"]
                ),
                name="one_amendment_at_a_time",
                violation_error_message=_("原证已有一件延期或变更申请在办或已核发。"),
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False)
                | ~Q(status__in=["issued", "suspended", "revoked", "recalled", "voided", "superseded"]),
                name="issued_pass_has_number",
                violation_error_message=_("核发的通行证须有编号。"),
            ),
            models.CheckConstraint(
                condition=Q(hours_from=None, hours_until=None)
                | Q(hours_from__isnull=False, hours_until__isnull=False)
                & Q(hours_from__lt=1440, hours_until__lte=1440, hours_until__gt=0)
                & ~Q(hours_from=models.F("hours_until")),
                name="pass_hours_within_a_day",
                violation_error_message=_("每日时段须在0时至24时之间，起止不能相同。"),
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
            # The list's own order, the desk's heap, and what every issue asks of a plate and a number, of a million.
            models.Index(
                models.F("issued_at").desc(nulls_last=True), models.F("id").desc(), name="pass_by_issue"
            ),
            models.Index(fields=["status"], name="pass_in_hand", condition=Q(status__in=IN_HAND)),
            models.Index(fields=["plate"], name="pass_plate"),
            models.Index(fields=["number"], opclasses=["varchar_pattern_ops"], name="pass_number"),
        ]

    def __str__(self):
        return f"{self.plate} {self.number or self.get_status_display()}"

    @property
    def told_as(self):
        """How a notice names it: whose and which vehicle, whatever the language."""
        return f"{self.enterprise} {self.plate}"

    def get_absolute_url(self):
        return reverse("passes:detail", args=[self.pk])

    get_status_display = Asked.status_in_words  # named here, or the field's own would stand in its place

    @property
    def is_single_trip(self):
        return self.validity_kind == ValidityKind.TRIP

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


class PassClaim(Claim):
    record = models.ForeignKey(VehiclePass, models.CASCADE, related_name="claims")

    class Meta(Claim.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(ended_at=None), name="one_open_claim_a_pass"
            )
        ]
