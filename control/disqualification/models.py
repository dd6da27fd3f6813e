"""A firm's disqualification (取消闭环生产资格): proposed, answered by the firm, decided, one day taken back."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enterprises.jurisdiction import enterprises_seen_by
from enterprises.models import Enterprise
from ui import moments
from workflow.models import Life, LifeQuerySet, Step, Version

from .moves import MOVES, OPEN, Ground, Status


class DisqualificationQuerySet(LifeQuerySet):
    def visible_to(self, user):
        return self.filter(enterprises_seen_by(user, "enterprise__"))


class Disqualification(Life):
    """One case against one firm. The district proposes, the city decides; the firm is heard before, or, in
    urgency, within hours after. What a decision brings with it happens in the same deed (``disqualif_services``).
    """

    Status = Status
    MOVES = MOVES
    leans_on = ("enterprise",)
    audiences = {
        "subject": ("enterprise__unit",),
        "territory": ("enterprise__park__unit", "enterprise__town"),
        "county": ("enterprise__county",),
        "city": ("enterprise__county__parent",),
    }

    status = models.CharField(_("状态"), max_length=16, choices=Status.choices, editable=False)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="disqualifications", verbose_name=_("企业")
    )
    ground = models.CharField(_("事由"), max_length=16, choices=Ground.choices)
    facts = models.TextField(_("事实"), max_length=2000)
    proposed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    statement_due_at = models.DateTimeField(_("陈述申辩时限"), null=True, editable=False)
    decided_at = models.DateTimeField(_("取消时间"), null=True, editable=False)
    document = models.CharField(_("文号"), max_length=200, blank=True, editable=False)
    deciding_unit = models.CharField(_("决定单位"), max_length=100, blank=True, editable=False)
    decision = models.ForeignKey("workflow.Deed", models.PROTECT, null=True, related_name="+", editable=False)
    return_only_until = models.DateTimeField(_("在途车辆仅限返程至"), null=True, editable=False)
    reinstated_at = models.DateTimeField(_("恢复时间"), null=True, editable=False)

    objects = DisqualificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("取消资格")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"],
                condition=Q(status__in=OPEN),
                name="one_open_case_a_firm",
                violation_error_message=_("该企业已有提请中或生效的取消资格。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="in_force") | Q(decided_at__isnull=False),
                name="case_in_force_has_its_moment",
            ),
        ]

    def __str__(self):
        return f"{self.enterprise} {self.get_status_display()}"

    def get_absolute_url(self):
        return reverse("control:disqualification", args=[self.pk])

    @property
    def told_as(self):
        return str(self.enterprise)

    @property
    def statement(self):
        """What the firm says now (``Statement``), or None."""
        return self.statements.current().select_related("file", "deed__by", "deed__unit").first()

    @classmethod
    def tell_more(cls, keys):
        """For the notice: the ground, until when the firm is heard, and how it may apply anew."""
        return {case.pk: case.ground_and_way for case in cls.objects.filter(pk__in=keys)}

    @property
    def ground_and_way(self):
        said = _now("事由：{ground}。").format(ground=self.get_ground_display())
        if self.status in OPEN and self.statement_due_at:
            when = moments.moment(self.statement_due_at)
            said += _now("可在{when}前陈述申辩。").format(when=when)
        return said + (str(REAPPLY) if self.status == self.Status.IN_FORCE else "")


REAPPLY = _("整改完成后，向所在园区或镇街提交整改情况，经区县提请市级恢复资格；恢复后须重新下达启动。")


class DisqualificationStep(Step):
    record = models.ForeignKey(Disqualification, models.PROTECT, related_name="steps", db_index=False)

    class Meta(Step.Meta):
        indexes = [models.Index(fields=["record", "occurred_at"], name="disqualification_step_at")]


class Statement(Version):
    """The firm's statement (陈述申辩), with a file if it has one; amended by a new version, each kept."""

    KEY = ("record_id",)

    record = models.ForeignKey(Disqualification, models.PROTECT, related_name="statements")
    text = models.TextField(_("陈述申辩"), max_length=5000)
    file = models.ForeignKey(
        "files.StoredFile",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=pgettext_lazy("one", "附件"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(superseded_at=None), name="one_statement_a_case"
            )
        ]
