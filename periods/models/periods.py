"""Control periods as facts: what is controlled, how, from when to when, by which notice."""

from datetime import timedelta

from django.db import models
from django.db.models import Case, F, FilteredRelation, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import ADMINISTRATORS, Role
from clock import clock
from workflow.models import Life, LifeQuerySet, Step, Version
from workflow.moves import Move
from workflow.people import Who

from .kinds import ControlKind
from .notices import NoticeFile

city = Who(Role.CITY)


class Phase(models.TextChoices):
    """Where a period stands at a moment: its status, and for an announced one its dates."""

    PLANNED = "planned", _("拟实施")
    AHEAD = "ahead", _("待生效")
    IN_FORCE = "in_force", _("管控中")
    ENDED = "ended", _("已结束")
    CANCELLED = "cancelled", _("已取消")


# In a list what is in force stands before what began later: a lead longer than any period lasts.
LEAD = timedelta(days=36500)


class ControlPeriodQuerySet(LifeQuerySet):
    def visible_to(self, user):
        """Notices are public facts: whoever does business sees all of them, the three administrators none."""
        return self if set(user.roles) - ADMINISTRATORS else self.none()

    def with_term(self):
        """Each period with its term on record (``term``), its ``phase`` now, and what a list sorts it by."""
        now = clock.now()
        begun = Q(term__since__lte=now)
        ended = Q(term__until__isnull=False, term__until__lte=now)
        phase = Case(
            When(~Q(status="announced"), then=F("status")),
            When(ended, then=Value("ended")),
            When(begun, then=Value("in_force")),
            default=Value("ahead"),
            output_field=models.CharField(),
        )
        return self.annotate(
            term=FilteredRelation("terms", condition=Q(terms__superseded_at=None)),
        ).annotate(
            phase=phase,
            standing=Case(
                When(Q(status="announced") & begun & ~ended, then=F("term__since") + Value(LEAD)),
                default=F("term__since"),
                output_field=models.DateTimeField(),
            ),
        )

    def in_force(self, at=None, known_at=None):
        """Announced, and begun and not ended at ``at`` by the dates on record at ``known_at`` (both default to now)."""
        at, known_at = at or clock.now(), known_at or clock.now()
        terms = PeriodTerm.objects.known_at(known_at).filter(Q(until=None) | Q(until__gt=at), since__lte=at)
        steps = PeriodStep.objects.filter(record=models.OuterRef("pk"), recorded_at__lte=known_at)
        standing = steps.order_by("-occurred_at", "-pk").values("target")[:1]
        return (
            self.filter(pk__in=terms.values("period"))
            .annotate(stood=models.Subquery(standing))
            .filter(stood=self.model.Status.ANNOUNCED)
        )


class ControlPeriod(Life):
    """One area under control by one notice. Open or ended follows from its dates, not from a status."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("拟实施")
        ANNOUNCED = "announced", _("已发布")
        CANCELLED = "cancelled", _("已取消")

    MOVES = {
        "plan": Move(_("拟定"), {""}, Status.PLANNED, city),
        "announce": Move(_("发布"), {"", Status.PLANNED}, Status.ANNOUNCED, city, tells=("area",)),
        "correct": Move(
            _("更正时间"), {Status.PLANNED, Status.ANNOUNCED}, None, city, basis=True, tells=("area",)
        ),
        "release": Move(_("解除部分镇街"), {Status.ANNOUNCED}, None, city, grave=True, tells=("area",)),
        "recover": Move(
            _("撤销镇街解除"), {Status.ANNOUNCED}, None, city, basis=True, grave=True, tells=("area",)
        ),
        "attach": Move(_("上传通告文件"), {Status.PLANNED, Status.ANNOUNCED}, None, city),
        "end": Move(_("解除管控"), {Status.ANNOUNCED}, None, city, grave=True, tells=("area",)),
        "cancel": Move(
            _("取消管控期"),
            {Status.PLANNED, Status.ANNOUNCED},
            Status.CANCELLED,
            city,
            remark=True,
            grave=True,
            tells=("area",),
        ),
    }

    audiences = {"area": ("region",)}

    status = models.CharField(_("状态"), max_length=16, choices=Status.choices, editable=False)
    issuer = models.CharField(_("发布机关"), max_length=60)
    number = models.CharField(_("通告编号"), max_length=40)
    kind = models.ForeignKey(ControlKind, models.PROTECT, verbose_name=_("管控类型"))
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", verbose_name=_("管控区域"))
    place = models.CharField(_("具体范围"), max_length=200, blank=True)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("替代")
    )

    objects = ControlPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("管控期")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "number", "region", "kind", "place"],
                condition=~Q(status="cancelled"),
                name="one_period_a_notice_and_area",
                violation_error_message=_("该通告对此区域的管控已录入。"),
            )
        ]

    def __str__(self):
        return f"{self.number} {self.area}"

    def get_absolute_url(self):
        return reverse("periods:detail", args=[self.pk])

    @property
    def file(self):
        """The notice's file on record (``NoticeFile``), or None."""
        files = NoticeFile.objects.current().filter(issuer=self.issuer, number=self.number)
        return files.select_related("file").first()

    @property
    def area(self):
        return f"{self.region} {self.place}".strip()


class PeriodStep(Step):
    record = models.ForeignKey(ControlPeriod, models.PROTECT, related_name="steps", db_index=False)

    class Meta(Step.Meta):
        indexes = [models.Index(fields=["record", "occurred_at"], name="period_step_at")]


class PeriodTerm(Version):
    """From when until when a period holds, to the hour; an open end until a later notice ends it."""

    KEY = ("period_id",)

    period = models.ForeignKey(ControlPeriod, models.CASCADE, related_name="terms")
    since = models.DateTimeField(_("开始时间"))
    until = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period"], condition=Q(superseded_at=None), name="one_term_a_period"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="period_ends_after_start",
                violation_error_message=_("结束时间须晚于开始时间。"),
            ),
        ]
