"""Deeds, steps, lives, versions, policies and the outbox: what every app's records are made of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clock import clock
from ui.requests import current_request_id


class Deed(models.Model):
    """One press of one verb by one person (or the clock), whatever the number of records it moved."""

    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=60, blank=True)  # label of the model first moved, e.g. "plans.Plan"
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="deeds")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, related_name="+")
    appointment = models.ForeignKey("accounts.Appointment", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_index=True)
    remark = models.TextField(_("意见"), blank=True)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    approver = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    count = models.PositiveIntegerField(default=0)
    request_id = models.CharField(max_length=64, blank=True, default=current_request_id)
    key = models.CharField(max_length=120, null=True, unique=True)  # Idempotency-Key, or a task's name for it

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("办理")

    def __str__(self):
        return f"{self.verb} #{self.pk}"


class Step(models.Model):
    """One record's part in a deed: from which status to which, and when in the world. Never changed.

    Concrete tables add ``record`` (db_index=False) and an index (record, occurred_at); deed and key have theirs.
    """

    deed = models.ForeignKey(Deed, models.PROTECT, related_name="%(app_label)s_%(class)s_set")
    source = models.CharField(max_length=16, blank=True)
    target = models.CharField(max_length=16)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["occurred_at", "pk"]


class LifeQuerySet(models.QuerySet):
    def open_to(self, user, verb):
        """Records in a status from which ``verb`` may be pressed, by this person."""
        move = self.model.MOVES[verb]
        return self.filter(move.who(user), move.stands)

    def overdue(self, at=None):
        return self.filter(due_at__lt=at or clock.now())


class Life(models.Model):
    """A record that is filed, reviewed, issued, ended: its status is moved by ``make_moves`` alone.

    A concrete class states ``MOVES`` (verb → Move), ``Step`` (its step table, related name ``steps``),
    ``leans_on`` (foreign keys its conditions read) and ``audiences`` (name → paths to a unit, or to a division
    whose bureau or town office is meant; the first path that leads to one counts). ``guards`` are deferred
    constraint triggers of its table (name → sentence), judged at the latest when the transaction commits; a
    deed that may break one ends with ``deeds.judge_guards``.
    ``moved_at`` repeats the occurred_at of the last step; ``due_at`` is when the next step is owed.
    """

    MOVES = {}
    leans_on = ()
    audiences = {}
    guards = {}
    status_words_of_row = False  # True: get_status_display() reads more of a row than its status

    moved_at = models.DateTimeField(editable=False)
    due_at = models.DateTimeField(_("时限"), null=True, editable=False)
    paused_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def step_model(cls):
        return cls._meta.get_field("steps").related_model


class VersionQuerySet(models.QuerySet):
    def current(self):
        return self.filter(superseded_at=None)

    def known_at(self, moment):
        """The versions on record at ``moment``, whatever was revised later."""
        return self.filter(Q(superseded_at=None) | Q(superseded_at__gt=moment), recorded_at__lte=moment)


class Version(models.Model):
    """A fact no verb moves but figures read: never overwritten, closed and written anew by ``revise``.

    ``KEY`` names the natural key, unique among open versions.
    """

    KEY = ()

    recorded_at = models.DateTimeField(editable=False)
    superseded_at = models.DateTimeField(null=True, editable=False)
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="+", editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True


class Policy(Version):
    """A setting officials may change, dated, so that a recomputation finds the value of its day."""

    KEY = ("key", "region_id", "since")

    key = models.CharField(pgettext_lazy("setting", "事项"), max_length=60)
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, blank=True, related_name="+")
    value = models.JSONField(_("值"))
    since = models.DateTimeField(_("起"))
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta:
        ordering = ["key", "since"]
        verbose_name = _("规定")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "region", "since"],
                condition=Q(superseded_at=None),
                nulls_distinct=False,
                name="one_policy_a_moment",
                violation_error_message=_("此事项在该时刻已有规定。"),
            )
        ]


class Outbox(models.Model):
    """What is still to be told of a deed: written in its transaction, drained by ``notices``.

    Until ``held_until`` nobody is told, so that who pressed may take it back.
    """

    deed = models.OneToOneField(Deed, models.CASCADE, primary_key=True, related_name="outbox")
    delivered_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["deed"], condition=Q(delivered_at=None), name="outbox_waiting")]


def constraint_sentence(model, name):
    """The sentence people read when the database refuses under the constraint or guard ``name``, or None."""
    if name in getattr(model, "guards", ()):
        return model.guards[name]
    for constraint in model._meta.constraints:
        if constraint.name == name:
            return constraint.violation_error_message
    return None
