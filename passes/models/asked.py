"""The steps asked of an application and the desk that recommends it, as its type had them when it was handed in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from passes.statuses import Status
from passes.steps import AWAITING, Desk, Steps


class Asked(models.Model):
    asked_steps = models.CharField(
        _("办理步骤"), max_length=20, choices=Steps.choices, default=Steps.RECOMMEND, editable=False
    )
    asked_desk = models.CharField(
        _("推荐单位"), max_length=12, choices=Desk.choices, default=Desk.ANY, editable=False
    )

    class Meta:
        abstract = True

    @property
    def awaits_issue(self):
        """Whether nothing but 核发 is to come: ``steps.ISSUABLE`` of one row."""
        return (self.status, self.asked_steps) in AWAITING or self.status == Status.RECOMMENDED

    def status_in_words(self):
        """待核发 also where its type asks nothing more before it is issued."""
        return str(
            Status.RECOMMENDED.label if self.awaits_issue else dict(Status.choices).get(self.status, "")
        )
