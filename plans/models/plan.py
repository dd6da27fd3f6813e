"""Closed-loop plans (一园一策, 一企一策): what a park or firm means to do when it seals itself."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enterprises.models import Enterprise, Park
from plans.queries import UNDER_REVIEW, PlanQuerySet
from workflow.claimable import Claim, Claimable
from workflow.models import Life, Step

from .conditions import BARRED, Status
from .life import MOVES


class Plan(Claimable, Life):
    """One filing of a plan, from its draft to the day a newer one supersedes it.

    The park or enterprise is the applicant (申报主体); ``filed_by`` is who typed. Typed columns repeat the
    answers that others read. The route (``plans/review/routes.py``) is settled at submission: territory (初审), district
    (联合核查, 备案), the city too where ``needs_city``; ``district_agreed_at`` is when the district passed it up.
    ``checked_at``: every unit that must sign has, and the conditions are met. ``joint_check_due_at``: filed before
    the joint check (容缺), which is owed by then.
    """

    class Kind(models.TextChoices):
        PARK = "park", _("一园一策")
        ENTERPRISE = "enterprise", _("一企一策")

    Status = Status
    barred = BARRED
    MOVES = MOVES
    leans_on = ("enterprise",)
    audiences = {
        "subject": ("enterprise__unit", "park__unit"),
        "territory": ("enterprise__park__unit", "park__unit", "enterprise__town"),
        "county": ("enterprise__county", "park__county"),
    }

    status = models.CharField(_("状态"), max_length=16, choices=Status.choices, editable=False)
    kind = models.CharField(_("方案类型"), max_length=10, choices=Kind.choices)
    park = models.ForeignKey(
        Park, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name=_("园区")
    )
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name=_("企业")
    )
    filed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    needs_city = models.BooleanField(_("须市级备案"), default=False, editable=False)
    district_agreed_at = models.DateTimeField(_("区县同意时间"), null=True, editable=False)
    needs_check = models.BooleanField(_("须联合核查"), default=False, editable=False)
    may_start_unchecked = models.BooleanField(_("可容缺"), default=False, editable=False)
    checked_at = models.DateTimeField(_("联合核查完成时间"), null=True, editable=False)
    check_failed = models.BooleanField(_("联合核查不合格"), default=False, editable=False)
    joint_check_due_at = models.DateTimeField(_("联合核查补办时限"), null=True, editable=False)
    defects = models.PositiveSmallIntegerField(_("阻止提交的项数"), default=1, editable=False)
    people_inside = models.PositiveIntegerField(_("闭环人数"), null=True, editable=False)
    beds = models.PositiveIntegerField(_("床位数"), null=True, editable=False)
    trucks_per_day = models.PositiveIntegerField(_("日均进出车次"), null=True, editable=False)
    planned_from = models.DateField(_("方案起"), null=True, editable=False)
    planned_until = models.DateField(_("方案止"), null=True, editable=False)
    # Its own document, stamped, stands for the rest of the form until that is typed (以盖章件代替).
    stamped = models.BooleanField(_("以盖章件代替"), default=False, editable=False)
    # Does the plan name at least one way to go on at the same standard (同准备份), at a reduced one (降准备份)?
    backup_equal = models.BooleanField(_("有同准备份"), default=False, editable=False)
    backup_reduced = models.BooleanField(_("有降准备份"), default=False, editable=False)
    # 限期补齐: questions of the rest still unanswered, and by when they are owed (set at the first submission).
    rest_missing = models.PositiveSmallIntegerField(_("待补项数"), default=0, editable=False)
    rest_due_at = models.DateTimeField(_("补齐时限"), null=True, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("闭环方案")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="park", park__isnull=False, enterprise=None)
                | Q(kind="enterprise", park=None, enterprise__isnull=False),
                name="plan_has_its_subject",
                violation_error_message=_("一园一策须选园区，一企一策须选企业。"),
            ),
            models.UniqueConstraint(
                fields=["enterprise"],
                condition=Q(status__in=["draft", *UNDER_REVIEW, "returned"], enterprise__isnull=False),
                name="one_open_plan_a_firm",
                violation_error_message=_("该企业已有一份方案在填写或审核中。"),
            ),
            models.UniqueConstraint(
                fields=["park"],
                condition=Q(status__in=["draft", *UNDER_REVIEW, "returned"], park__isnull=False),
                name="one_open_plan_a_park",
                violation_error_message=_("该园区已有一份方案在填写或审核中。"),
            ),
            models.UniqueConstraint(
                fields=["enterprise"],
                condition=Q(status="filed", enterprise__isnull=False),
                name="one_filed_plan_a_firm",
                violation_error_message=_("该企业已有一份备案方案。"),
            ),
            models.UniqueConstraint(
                fields=["park"],
                condition=Q(status="filed", park__isnull=False),
                name="one_filed_plan_a_park",
                violation_error_message=_("该园区已有一份备案方案。"),
            ),
        ]

    def __str__(self):
        return f"{self.subject} {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("plans:detail", args=[self.pk])

    @property
    def subject(self):
        return self.enterprise or self.park

    @property
    def owes_check(self):
        """Filed before its joint check, which is still to come."""
        return self.status == Status.FILED and bool(self.joint_check_due_at) and not self.checked_at


class PlanStep(Step):
    record = models.ForeignKey(Plan, models.PROTECT, related_name="steps", db_index=False)

    class Meta(Step.Meta):
        indexes = [models.Index(fields=["record", "occurred_at"], name="plan_step_at")]


class PlanClaim(Claim):
    record = models.ForeignKey(Plan, models.CASCADE, related_name="claims")

    class Meta(Claim.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(ended_at=None), name="one_open_claim_a_plan"
            )
        ]
