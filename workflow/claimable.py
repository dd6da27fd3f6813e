"""A record one person at a time has in hand (领办): what such records and their claims are made of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clock import clock


def in_others_hands(user):
    """Rows somebody else has in hand at this moment."""
    return Q(claimed_by__isnull=False, claimed_until__gt=clock.now()) & ~Q(claimed_by=user)


class Claimable(models.Model):
    """Mixin for a ``Life``: its columns repeat the open claim, so that verbs and lists need not look for it.

    The concrete class has a table of claims with the related name ``claims``. Verbs whose ``Move`` says
    ``claimed`` wait while somebody else has the record in hand; any step ends the claim.
    """

    claimed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("领办人")
    )
    claimed_until = models.DateTimeField(_("领办至"), null=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def claim_model(cls):
        return cls._meta.get_field("claims").related_model

    @property
    def holder(self):
        """Who has it in hand now, or None."""
        return self.claimed_by if self.claimed_until and self.claimed_until > clock.now() else None


class Claim(models.Model):
    """From when until when one person had a record in hand; concrete tables add ``record``."""

    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, related_name="+")
    deed = models.ForeignKey("workflow.Deed", models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("接办原因"), blank=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]


def end_claims(model, keys, deed):
    """The claims on these records (locked) end with this deed. Two statements."""
    model.claim_model().objects.filter(record__in=keys, ended_at=None).update(
        ended_at=deed.recorded_at, ended_by=deed.by
    )
    model._base_manager.filter(pk__in=keys, claimed_by__isnull=False).update(
        claimed_by=None, claimed_until=None
    )


def holders(model, keys):
    """{key: (who has it in hand, until when)}."""
    rows = model._base_manager.filter(pk__in=keys).values_list("pk", "claimed_by__name", "claimed_until")
    return {key: (name, until) for key, name, until in rows}
