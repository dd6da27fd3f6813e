"""Closed-loop plans (一园一策, 一企一策): what a park or firm means to do when it seals itself."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enterprises.jurisdiction import city
from enterprises.models import Enterprise, Park
from workflow.models import Life, Step
from workflow.moves import Move
from workflow.people import by_the_clock

from ..people import at_the_city, at_the_territory, county, filers, territorial
from ..queries import HANDED_IN, UNDER_REVIEW, PlanQuerySet


class Plan(Life):
    """One filing of a plan, from its draft to the day a newer one supersedes it.

    The park or enterprise is the applicant (申报主体); ``filed_by`` is who typed. Typed columns repeat the
    answers that others read. Route: territory (初审), district (备案), the city too for white-list subjects
    (``needs_city``, settled at submission; ``district_agreed_at`` is when the district passed it up).
    """

    class Kind(models.TextChoices):
        PARK = "park", _("一园一策")
        ENTERPRISE = "enterprise", _("一企一策")

    class Status(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("待属地初审")
        ENDORSED = "endorsed", _("待备案")
        FILED = "filed", _("已备案")
        RETURNED = "returned", _("退回补正")
        REFUSED = "refused", _("不予备案")
        WITHDRAWN = "withdrawn", _("已撤回")
        SUPERSEDED = "superseded", _("已被替代")

    barred = {
        "disqualified": (
            Q(enterprise__disqualified_at__isnull=False),
            _("该企业已被取消闭环生产资格。"),
        )
    }
    MOVES = {
        "start": Move(_("新建"), {""}, Status.DRAFT, filers),
        "edit": Move(_("填写"), {Status.DRAFT, Status.RETURNED}, None, filers),
        "submit": Move(
            _("提交"),
            {Status.DRAFT, Status.RETURNED},
            Status.SUBMITTED,
            filers,
            unless={"incomplete": (Q(defects__gt=0), _("启动必填项尚未填齐或有否决项。")), **barred},
            tells=("territory",),
        ),
        "endorse": Move(
            _("同意初审"),
            {Status.SUBMITTED},
            Status.ENDORSED,
            territorial,
            unless=barred,
            not_own="filed_by",
            alone=True,
            tells=("subject", "county"),
        ),
        "agree": Move(
            _("同意并报市级"),
            {Status.ENDORSED},
            Status.ENDORSED,
            county,
            unless={
                "district_files": (Q(needs_city=False), _("非白名单企业由区县直接备案。")),
                "agreed": (Q(district_agreed_at__isnull=False), _("区县已同意，待市级备案。")),
                **barred,
            },
            not_own="filed_by",
            alone=True,
            tells=("subject",),
        ),
        "file": Move(
            _("备案"),
            {Status.ENDORSED},
            Status.FILED,
            county.when(Q(needs_city=False)) | at_the_city,
            unless={
                "district_first": (
                    Q(needs_city=True, district_agreed_at__isnull=True),
                    _("白名单企业的方案须先由区县同意。"),
                ),
                **barred,
            },
            not_own="filed_by",
            alone=True,
            tells=("subject",),
        ),
        "return": Move(
            pgettext_lazy("verb", "退回补正"),
            {Status.SUBMITTED, Status.ENDORSED},
            Status.RETURNED,
            at_the_territory | county | city,
            remark=True,
            tells=("subject",),
        ),
        "refuse": Move(
            pgettext_lazy("verb", "不予备案"),
            {Status.SUBMITTED, Status.ENDORSED},
            Status.REFUSED,
            county | city,
            remark=True,
            grave=True,
            tells=("subject",),
        ),
        "withdraw": Move(
            _("撤回"),
            {Status.DRAFT, Status.SUBMITTED, Status.RETURNED},
            Status.WITHDRAWN,
            filers,
            grave=True,
            tells=("territory",),
        ),
        "supersede": Move(
            _("被新方案替代"), {Status.FILED}, Status.SUPERSEDED, county | city, consequence=True
        ),
        # The rest of the form is owed after the start: it is added without moving the plan (``supplements.py``).
        "supplement": Move(_("补齐"), HANDED_IN, None, filers, unless=barred),
        "hand_in": Move(
            _("交补充内容"), HANDED_IN, None, filers, unless=barred, tells=("territory", "county")
        ),
        "chase": Move(
            _("催补"), HANDED_IN, None, by_the_clock, consequence=True, tells=("subject", "territory")
        ),
        "chase_overdue": Move(
            _("逾期未补齐"),
            HANDED_IN,
            None,
            by_the_clock,
            consequence=True,
            tells=("subject", "territory", "county"),
        ),
    }
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


class PlanStep(Step):
    record = models.ForeignKey(Plan, models.PROTECT, related_name="steps", db_index=False)

    class Meta(Step.Meta):
        indexes = [models.Index(fields=["record", "occurred_at"], name="plan_step_at")]
