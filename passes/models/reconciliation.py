"""What came of setting a day's signatures beside its issues."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from workflow.move import Move
from workflow.people import Who


class ReconciliationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.holds(Role.SECURITY, Role.AUDIT) else self.none()


class Reconciliation(models.Model):
    """One day's signatures and issues: how many, and which stand alone. Run again, the later run counts."""

    MOVES = {"reconcile": Move(_("签名与核发不符"), {""}, None, Who(Role.SECURITY))}  # what the notice says

    day = models.DateField(_("日期"), unique=True)
    run_at = models.DateTimeField(_("对账时间"))
    signatures = models.PositiveIntegerField(_("签名"))
    issues = models.PositiveIntegerField(_("核发"))
    unissued = models.PositiveIntegerField(_("有签名无核发"))
    unsigned = models.PositiveIntegerField(_("有核发无签名"))
    differences = models.JSONField(default=dict)  # {"unissued": [uid], "unsigned": [uid]}

    objects = ReconciliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("签名对账")
        ordering = ["-day"]

    def __str__(self):
        return str(self.day)

    def get_absolute_url(self):
        return reverse("passes:reconciliations")
