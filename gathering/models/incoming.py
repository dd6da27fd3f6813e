"""What comes through a link, before anybody answers for it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .links import CollectionLink


class Incoming(models.Model):
    """One filling-in of a link: kept as it is typed, never changed once sent; a correction is the next one.

    ``answers`` are {question: answer} as plans keep them; for 已封闭 ``people_inside`` and ``occurred_at`` (ISO).
    Who sent it is told by the name they gave and the ending of the phone the link was opened with.
    """

    link = models.ForeignKey(CollectionLink, models.CASCADE, related_name="incoming")
    number = models.PositiveSmallIntegerField(_("次"))
    answers = models.JSONField(default=dict)
    sender_name = models.CharField(_("填报人"), max_length=30, blank=True)
    phone_ending = models.CharField(_("电话尾号"), max_length=4)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(_("报送时间"), null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["link", "number"], name="one_incoming_a_number"),
            models.UniqueConstraint(
                fields=["link"], condition=Q(sent_at=None), name="one_unsent_incoming_a_link"
            ),
        ]
