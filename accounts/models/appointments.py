"""By what a person may act: a unit, a role, from when to when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from clock import clock

from .history import Remembered, WithRequest
from .roles import ADMINISTRATORS, Role
from .units import Unit
from .users import User


class AppointmentQuerySet(models.QuerySet):
    def open(self):
        """Those that hold now or will later: not ended by the portal's present."""
        return self.filter(Q(until=None) | Q(until__gt=clock.now()))

    def lent(self):
        """Acting powers, given by one officer to another."""
        return self.filter(acting_for__isnull=False)

    def in_force(self, at=None):
        at = at or clock.now()
        return self.filter(Q(until=None) | Q(until__gt=at), since__lte=at, user__left_at=None)


class Appointment(Remembered, models.Model):
    """That a person may act for a unit in a role from one moment until another (open at first).

    ``acting_for`` is the appointment lent to this person until an hour (acting powers, 代理); null for one's own.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name=_("人员"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments", verbose_name=_("单位"))
    role = models.CharField(_("角色"), max_length=24, choices=Role.choices)
    since = models.DateTimeField(_("起"), default=clock.now)
    until = models.DateTimeField(_("止"), null=True, blank=True)

    acting_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="acting", verbose_name=_("代理的任职")
    )

    objects = AppointmentQuerySet.as_manager()
    history = HistoricalRecords(bases=[WithRequest])

    class Meta:
        ordering = ["pk"]
        verbose_name = _("任职")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(until=None),
                name="one_open_appointment",
                violation_error_message=_("该人员在此单位已任此角色。"),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="appointment_ends_not_before_start",
                violation_error_message=_("止不得早于起。"),
            ),
            models.CheckConstraint(
                condition=Q(acting_for=None) | Q(until__isnull=False),
                name="acting_powers_end",
                violation_error_message=_("代理须有截止时间。"),
            ),
            models.CheckConstraint(
                condition=Q(acting_for=None) | ~Q(role__in=sorted(ADMINISTRATORS)),
                name="administrators_are_not_acted_for",
                violation_error_message=_("系统、安全、审计三员的权限不得代理。"),
            ),
            # Whoever looks after the portal does no business in it, and watches nobody but the other two.
            ExclusionConstraint(
                name="administrators_do_no_business",
                expressions=[
                    ("user", "="),
                    (Case(When(role__in=sorted(ADMINISTRATORS), then=F("role")), default=Value("")), "<>"),
                ],
                condition=Q(until=None),
                violation_error_message=_("系统、安全、审计三员不得互兼，也不得兼任业务角色。"),
            ),
        ]

    @property
    def place(self):
        """Where this appointment counts: a division for bureaus, the unit itself for parks, towns and firms."""
        local = {Unit.Kind.PARK_COMMITTEE, Unit.Kind.TOWN, Unit.Kind.ENTERPRISE}
        return str(self.unit if self.unit.kind in local else self.unit.region)

    @property
    def giver(self):
        """For acting powers: whose they are."""
        return self.acting_for and self.acting_for.user

    @property
    def role_in_words(self):
        """The role; of acting powers also whose they are."""
        role = self.get_role_display()
        return _now("{role}（代{giver}）").format(role=role, giver=self.giver) if self.giver else role
