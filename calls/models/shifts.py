"""The duty roster (值班表): who answers for a unit from when to when, and at which telephone."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import ADMINISTRATORS, Role, Unit, User
from clock import clock
from regions.models import prefixed
from workflow.models import Version, VersionQuerySet
from workflow.people import NOTHING

# Who works at an authority; a firm's clerk reads no officers' telephones, an administrator does no business.
OFFICIALS = frozenset(Role) - ADMINISTRATORS - {Role.CLERK}


def rostered_by(user, path="unit__"):
    """Condition: the unit at ``path`` is one whose roster this person keeps: the own, or one below."""
    kept = Q()
    own = [post.unit_id for post in user.posts if post.role in OFFICIALS - {Role.AUDITOR}]
    if own:
        kept |= Q(**{f"{path}pk__in": own})
    for post in user.posts:
        if post.role in (Role.DISTRICT, Role.CITY):
            kept |= prefixed(f"{path}region__code", post.unit.region.code)
    return (kept and kept & ~Q(**{f"{path}kind": Unit.Kind.ENTERPRISE})) or NOTHING


class ShiftQuerySet(VersionQuerySet):
    def visible_to(self, user):
        """Every official reads every authority's roster: it is there to be telephoned."""
        return self if set(user.roles) & OFFICIALS else self.none()

    def standing(self):
        """The roster as it is now on record, without the shifts struck from it."""
        return self.current().filter(struck=False)

    def at(self, moment=None):
        """The shifts in which somebody is on duty at ``moment`` (default: now)."""
        moment = moment or clock.now()
        return self.standing().filter(since__lte=moment, until__gt=moment)

    def ahead(self):
        """Those that are not over."""
        return self.standing().filter(until__gt=clock.now())


class DutyShift(Version):
    """One person's turn at one post of a unit. A correction is a new version; one struck out is kept as struck."""

    class Post(models.TextChoices):
        OFFICER = "officer", _("值班员")
        LEADER = "leader", _("带班领导")

    KEY = ("unit_id", "since", "post")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="shifts", verbose_name=_("单位"))
    post = models.CharField(_("岗位"), max_length=8, choices=Post.choices, default=Post.OFFICER)
    since = models.DateTimeField(_("起"))
    until = models.DateTimeField(_("止"))
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="shifts", verbose_name=_("门户人员")
    )
    name = models.CharField(_("姓名"), max_length=50)
    phone = models.CharField(_("电话"), max_length=30)
    struck = models.BooleanField(_("已取消"), default=False)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        ordering = ["since", "unit__name", "-post"]
        verbose_name = _("值班")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "since", "post"],
                condition=Q(superseded_at=None),
                name="one_shift_a_post_and_hour",
                violation_error_message=_("该单位此岗位在此时刻已排班，请重试。"),
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")),
                name="shift_ends_after_start",
                violation_error_message=_("值班结束时间须晚于开始时间。"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["until"], condition=Q(superseded_at=None, struck=False), name="shift_not_over"
            )
        ]

    def __str__(self):
        return f"{self.unit} {self.name}"
