"""The loop (闭环) a firm runs under its plan: ordered, confirmed sealed, paused, lifted."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enterprises.jurisdiction import city, clerk, district, enterprises_seen_by, territory
from enterprises.models import Enterprise
from workflow.models import Life, LifeQuerySet, Step
from workflow.moves import Move

from .plan import Plan


def ordering(path=""):
    """Who orders and lifts: the county of the firm at ``path``, and the city."""
    return district(path) | city


inside = clerk("enterprise__") | territory("enterprise__")
above = ordering("enterprise__")
OPEN = ("ordered", "running", "paused")
ALREADY_OPEN = _("该企业已有待封闭或运行中的闭环。")


class Variant(models.TextChoices):
    """The standard by which a firm starts: its plan, or the backup the plan names."""

    PLAN = "plan", _("原方案")
    EQUAL = "equal", _("同准备份")
    REDUCED = "reduced", _("降准备份")


class LoopQuerySet(LifeQuerySet):
    def visible_to(self, user):
        return self.filter(enterprises_seen_by(user, "enterprise__"))

    def open(self):
        """Ordered, running or paused: what a firm has at most one of."""
        return self.filter(status__in=OPEN)

    def unanswered(self, at=None):
        """未回应: ordered, past the deadline, and neither 已封闭 nor 未能启动 came."""
        return self.overdue(at).filter(status=self.model.Status.ORDERED)


class Loop(Life):
    """One firm's closed loop. An order makes it 待封闭 with a deadline; it runs only when the firm, its park or
    town confirms 已封闭 with time and people inside. Figures count confirmed loops, never approvals or orders.
    """

    class Status(models.TextChoices):
        ORDERED = "ordered", _("待封闭")
        RUNNING = "running", _("闭环运行中")
        PAUSED = "paused", _("已暂停")
        LIFTED = "lifted", _("已解除")
        CANCELLED = "cancelled", _("指令已撤回")
        FAILED = "failed", _("未能启动")

    barred = {
        "disqualified": (
            Q(enterprise__disqualified_at__isnull=False),
            _("该企业已被取消闭环生产资格。"),
        )
    }
    MOVES = {
        "order": Move(
            _("下达启动"),
            {""},
            Status.ORDERED,
            above,
            unless={
                **barred,
                "no_filed_plan": (~Q(plan__status=Plan.Status.FILED), _("该企业没有已备案的方案。")),
            },
            tells=("subject", "territory"),
        ),
        "confirm": Move(
            _("确认已封闭"), {Status.ORDERED}, Status.RUNNING, inside, unless=barred, tells=("territory",)
        ),
        "fail": Move(
            _("报告未能启动"), {Status.ORDERED}, Status.FAILED, inside, remark=True, tells=("territory",)
        ),
        "cancel": Move(
            _("撤回指令"),
            {Status.ORDERED},
            Status.CANCELLED,
            above,
            remark=True,
            grave=True,
            tells=("subject", "territory"),
        ),
        "pause": Move(
            _("暂停闭环生产"),
            {Status.RUNNING},
            Status.PAUSED,
            territory("enterprise__") | above,
            remark=True,
            grave=True,
            tells=("subject", "territory"),
        ),
        "resume": Move(
            _("恢复"),
            {Status.PAUSED},
            Status.RUNNING,
            territory("enterprise__") | above,
            unless=barred,
            tells=("subject", "territory"),
        ),
        "lift": Move(
            _("解除闭环"),
            {Status.RUNNING, Status.PAUSED},
            Status.LIFTED,
            above,
            grave=True,
            tells=("subject", "territory"),
        ),
    }
    leans_on = ("enterprise", "plan")
    audiences = {
        "subject": ("enterprise__unit",),
        "territory": ("enterprise__park__unit", "enterprise__town"),
    }

    status = models.CharField(_("状态"), max_length=16, choices=Status.choices, editable=False)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="loops", verbose_name=_("企业"))
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="loops", verbose_name=_("所依方案"))
    variant = models.CharField(
        _("启动标准"), max_length=8, choices=Variant.choices, default=Variant.PLAN, editable=False
    )
    people_inside = models.PositiveIntegerField(_("闭环内人数"), null=True, editable=False)

    objects = LoopQuerySet.as_manager()

    class Meta:
        verbose_name = _("闭环")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"],
                condition=Q(status__in=OPEN),
                name="one_open_loop_a_firm",
                violation_error_message=ALREADY_OPEN,
            ),
            models.CheckConstraint(
                condition=~Q(status="running") | Q(people_inside__isnull=False),
                name="running_loop_counts_people",
                violation_error_message=_("确认已封闭须填写闭环内人数。"),
            ),
        ]

    def __str__(self):
        return str(self.enterprise)

    def get_absolute_url(self):
        return reverse("plans:loop", args=[self.pk])


class LoopStep(Step):
    record = models.ForeignKey(Loop, models.PROTECT, related_name="steps", db_index=False)

    class Meta(Step.Meta):
        indexes = [models.Index(fields=["record", "occurred_at"], name="loop_step_at")]
