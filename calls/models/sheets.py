"""Call sheets (电话通知单): which firms must be told by telephone of one order or notice, and who was reached."""

from datetime import timedelta

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Role
from clock import clock
from enterprises.jurisdiction import (
    SEE_ALL,
    city,
    district,
    of_own_county,
    of_own_territory,
    territory,
)
from enterprises.models import Enterprise
from plans.models.loops import Loop
from workflow.models import Life, LifeQuerySet, Step
from workflow.moves import Move
from workflow.people import NOTHING

# A claim (正在拨打) that is older no longer keeps others from the firm: whoever made it was called away.
CLAIM = timedelta(minutes=5)
callers = territory("enterprise__") | district("enterprise__") | city


def calls_seen_by(user, path=""):
    """As firms are seen, but by officials alone: a firm does not read what was noted of its telephone."""
    path = f"{path}enterprise__"
    if user.holds(*SEE_ALL):
        return Q()
    seen = Q()
    if user.holds(Role.TERRITORIAL):
        seen |= of_own_territory(user, path)
    if user.holds(Role.DISTRICT):
        seen |= of_own_county(user, path)
    return seen or NOTHING


class CallSheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Sheets on which there is a firm this person sees."""
        return self.filter(Exists(Call.objects.visible_to(user).filter(sheet=OuterRef("pk"))))


class CallSheet(models.Model):
    """One list to be worked down, opened by a notice, by an order, or for firms somebody chose.

    ``cause`` is the deed it follows from: one sheet a deed, however often that deed is told. ``subject`` is the
    notice's own number, the unit that ordered, or what somebody wrote above a chosen list.
    """

    class Kind(models.TextChoices):
        ORDER = "order", _("下达启动")
        NOTICE = "notice", _("管控通告")
        CHOSEN = "chosen", _("选定企业")

    kind = models.CharField(_("开单事由"), max_length=8, choices=Kind.choices)
    subject = models.CharField(_("标题"), max_length=120)
    cause = models.OneToOneField(
        "workflow.Deed", models.PROTECT, null=True, related_name="call_sheet", editable=False
    )
    opened_at = models.DateTimeField(_("开单时间"))
    due_at = models.DateTimeField(_("时限"), null=True)  # by when the firms have to have acted

    objects = CallSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("电话通知单")
        indexes = [models.Index(fields=["opened_at", "id"], name="sheet_opened")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.subject}"

    def get_absolute_url(self):
        return reverse("calls:sheet", args=[self.pk])


class CallQuerySet(LifeQuerySet):
    def visible_to(self, user):
        return self.filter(calls_seen_by(user))

    def owed(self):
        """Those still to be told of: a firm whose order was withdrawn is not telephoned for it, nor counted."""
        return self.exclude(loop__status=Loop.Status.CANCELLED)

    def unreached(self):
        return self.owed().exclude(status__in=Call.REACHED)

    def with_urgency(self):
        """Each with what a list sorts it by: not yet called, then not reached, then those who know."""
        order = {status: place for place, status in enumerate(Call.Status.values)}
        ways = [When(status=status, then=Value(place)) for status, place in order.items()]
        return self.annotate(urgency=Case(*ways, default=Value(9), output_field=models.IntegerField()))

    def free_for(self, user, now=None):
        """Those nobody else is telephoning at this moment."""
        now = now or clock.now()
        return self.filter(Q(calling_since=None) | Q(calling_since__lte=now - CLAIM) | Q(calling_by=user))


class Call(Life):
    """One firm on a sheet. Every attempt is a step that stays; the last one counts."""

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("call", "未通知")
        NO_ANSWER = "no_answer", _("无人接听")
        WRONG_NUMBER = "wrong_number", _("号码有误")
        RELAYED = "relayed", _("已转告")
        REACHED = "reached", _("已通知")

    class Source(models.TextChoices):
        PLAN = "plan", _("备案方案")
        REGISTRY = "registry", _("登记信息")

    REACHED = (Status.RELAYED, Status.REACHED)
    EVERY = frozenset(Status)
    MOVES = {
        "open": Move(_("开单"), {""}, Status.WAITING, callers),
        "reach": Move(_("已通知"), EVERY - {Status.REACHED}, Status.REACHED, callers),
        "no_answer": Move(_("无人接听"), EVERY, Status.NO_ANSWER, callers),
        "wrong_number": Move(_("号码有误"), EVERY, Status.WRONG_NUMBER, callers),
        "relay": Move(_("转告"), EVERY, Status.RELAYED, callers, remark=True),
    }
    audiences = {"territory": ("enterprise__park__unit", "enterprise__town")}

    status = models.CharField(_("通知情况"), max_length=16, choices=Status.choices, editable=False)
    sheet = models.ForeignKey(CallSheet, models.PROTECT, related_name="calls", verbose_name=_("电话通知单"))
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="calls", verbose_name=_("企业"))
    loop = models.ForeignKey(Loop, models.PROTECT, null=True, related_name="calls", verbose_name=_("闭环"))
    phone = models.CharField(_("应急电话"), max_length=30, blank=True)
    phone_source = models.CharField(_("号码来源"), max_length=8, choices=Source.choices, blank=True)
    calling_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", editable=False
    )
    calling_since = models.DateTimeField(null=True, editable=False)
    put_back_at = models.DateTimeField(null=True, editable=False)  # set aside: comes again after the others

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("电话通知")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "enterprise"],
                name="one_call_a_sheet_and_firm",
                violation_error_message=_("该企业已在此通知单上。"),
            )
        ]

    def __str__(self):
        return str(self.enterprise)

    def get_absolute_url(self):
        return reverse("calls:call", args=[self.pk])

    @property
    def is_reached(self):
        return self.status in self.REACHED

    @property
    def is_withdrawn(self):
        """The order it was about was withdrawn."""
        return self.loop is not None and self.loop.status == Loop.Status.CANCELLED

    def caller(self, now=None):
        """Who is telephoning this firm now, or None."""
        fresh = self.calling_since and self.calling_since > (now or clock.now()) - CLAIM
        return self.calling_by if fresh else None


class CallStep(Step):
    record = models.ForeignKey(Call, models.PROTECT, related_name="steps", db_index=False)

    class Meta(Step.Meta):
        indexes = [models.Index(fields=["record", "occurred_at"], name="call_step_at")]


QUEUE = (F("urgency").asc(), F("put_back_at").asc(nulls_first=True), F("moved_at").asc(), F("pk").asc())
