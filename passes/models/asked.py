"""The steps asked of an application and the desk that recommends it, as its type had them when it was handed in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from passes.statuses import WAITING, Status
from passes.steps import AWAITING, Desk, Next, Steps

TO_RECOMMEND_WORDS = _("待推荐")


class Asked(models.Model):
    status_words_of_row = True
    asked_steps = models.CharField(
        _("办理步骤"), max_length=20, choices=Steps.choices, default=Steps.RECOMMEND, editable=False
    )
    asked_desk = models.CharField(
        _("推荐单位"), max_length=12, choices=Desk.choices, default=Desk.ANY, editable=False
    )

    class Meta:
        abstract = True

    @property
    def awaits(self):
        """The step that comes next (``steps.NEXT`` of one row), None where it waits for nobody here."""
        if self.status not in WAITING:  # asked first: the roadside reads no more than that of a pass
            return None
        if self.status == Status.RECOMMENDED or (self.status, self.asked_steps) in AWAITING:
            return Next.ISSUE
        single = self.asked_steps == Steps.RECOMMEND and self.asked_desk != Desk.ANY
        return Next.RECOMMEND if single or self.status == Status.ACCEPTED else Next.ACCEPT

    def status_in_words(self):
        """待受理, 待推荐 or 待核发 by what comes next, whatever came before; its status otherwise."""
        waits = {Next.ISSUE: Status.RECOMMENDED.label, Next.RECOMMEND: TO_RECOMMEND_WORDS}
        return str(waits.get(self.awaits) or dict(Status.choices).get(self.status, ""))
