"""The switch (一键切换): previews, orders and drills as they were, and what stands ready for a notice's hour."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.models.loops import Loop, Variant
from workflow.models import Life, LifeQuerySet, Step
from workflow.moves import Move
from workflow.people import by_the_clock

from .scoped import Scoped, in_charge, seen_by


class SwitchQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(seen_by(user))


class Switch(Scoped):
    """One press of the switch, or a drill of it, as it was: never changed. What became of it, its loops tell.

    ``digest`` is that of the judgement it was made by, ``report`` the judgement itself, a row a firm. A real one
    has its ``deed``; a drill (演练) is the very same deed rolled back, and has none.
    """

    class Verb(models.TextChoices):
        ORDER = "order", _("下达启动")
        LIFT = "lift", pgettext_lazy("many", "解除闭环")

    verb = models.CharField(pgettext_lazy("switch", "事项"), max_length=8, choices=Verb.choices)
    drill = models.BooleanField(_("演练"), default=False)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("办理人"))
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("时间"))
    deed = models.OneToOneField("workflow.Deed", models.PROTECT, null=True, related_name="+")
    variant = models.CharField(_("启动标准"), max_length=8, choices=Variant.choices, default=Variant.PLAN)
    digest = models.CharField(max_length=64)
    moved = models.PositiveIntegerField(_("家数"))
    people = models.PositiveIntegerField(_("方案人数"))
    refused = models.PositiveIntegerField(_("不能切换"))
    report = models.JSONField()
    due_at = models.DateTimeField(_("确认时限"), null=True)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    remark = models.TextField(_("说明"), blank=True)
    key = models.CharField(max_length=120, null=True, unique=True)

    objects = SwitchQuerySet.as_manager()

    class Meta:
        verbose_name = _("切换")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(drill=True, deed=None) | Q(drill=False, deed__isnull=False),
                name="drill_has_no_deed",
                violation_error_message=_("演练不产生办理。"),
            )
        ]

    def __str__(self):
        return f"{self.get_verb_display()} {self.scope.title}"

    def get_absolute_url(self):
        return reverse("control:switch", args=[self.pk])

    @property
    def loops(self):
        """The loops this press moved."""
        return Loop.objects.filter(steps__deed=self.deed_id) if self.deed_id else Loop.objects.none()


class SwitchPreview(models.Model):
    """A judgement as somebody was shown it, kept under its digest for some days so that a difference can be told."""

    by = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    lines = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "digest"], name="one_preview_a_digest")]


class PreparedQuerySet(LifeQuerySet):
    def visible_to(self, user):
        return self.filter(seen_by(user))

    def standing(self):
        """Neither ordered, nor withdrawn, nor expired."""
        return self.filter(status__in=PreparedSwitch.STANDING)


class PreparedSwitch(Scoped, Life):
    """A switch made ready for a notice's hour. The clock refreshes its preview and calls the duty officer; it
    never orders by itself: a person does, with the preview of that moment.
    """

    class Status(models.TextChoices):
        PREPARED = "prepared", _("已准备")
        NEAR = "near", _("即将到时")
        DUE = "due", _("到时待下达")
        COMMITTED = "committed", _("已下达")
        CANCELLED = "cancelled", _("已取消")
        EXPIRED = "expired", _("已失效")

    STANDING = (Status.PREPARED, Status.NEAR, Status.DUE)
    MOVES = {
        "prepare": Move(_("准备切换"), {""}, Status.PREPARED, in_charge()),
        "warn": Move(
            _("即将到时"), {Status.PREPARED}, Status.NEAR, by_the_clock, consequence=True, tells=("duty",)
        ),
        "call": Move(
            _("到时提醒"),
            {Status.PREPARED, Status.NEAR},
            Status.DUE,
            by_the_clock,
            consequence=True,
            tells=("duty",),
        ),
        "put_off": Move(
            _("通告改期"),
            {Status.NEAR, Status.DUE},
            Status.PREPARED,
            by_the_clock,
            consequence=True,
            tells=("duty",),
        ),
        "commit": Move(_("下达"), set(STANDING), Status.COMMITTED, in_charge(), consequence=True),
        "cancel": Move(_("取消准备"), set(STANDING), Status.CANCELLED, in_charge(), remark=True, grave=True),
        "expire": Move(
            _("失效"), set(STANDING), Status.EXPIRED, by_the_clock, consequence=True, tells=("duty",)
        ),
    }
    audiences = {"duty": ("unit",)}

    status = models.CharField(_("状态"), max_length=16, choices=Status.choices, editable=False)
    period = models.ForeignKey(
        "periods.ControlPeriod", models.PROTECT, null=True, related_name="+", verbose_name=_("通告")
    )
    hour = models.DateTimeField(_("切换时间"))
    variant = models.CharField(_("启动标准"), max_length=8, choices=Variant.choices, default=Variant.PLAN)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("准备人"))
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name=_("值班单位"))
    refreshed_at = models.DateTimeField(_("预览时间"), null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    ready = models.PositiveIntegerField(_("可下达"), default=0, editable=False)
    people = models.PositiveIntegerField(_("方案人数"), default=0, editable=False)
    refused = models.PositiveIntegerField(_("不能切换"), default=0, editable=False)
    switch = models.OneToOneField(Switch, models.PROTECT, null=True, related_name="prepared", editable=False)

    objects = PreparedQuerySet.as_manager()

    class Meta:
        verbose_name = _("准备好的切换")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.scope.title)

    def get_absolute_url(self):
        return reverse("control:prepared", args=[self.pk])


class PreparedStep(Step):
    record = models.ForeignKey(PreparedSwitch, models.PROTECT, related_name="steps", db_index=False)

    class Meta(Step.Meta):
        indexes = [models.Index(fields=["record", "occurred_at"], name="prepared_step_at")]
