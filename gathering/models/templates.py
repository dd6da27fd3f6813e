"""A park's own answers, from which its firms' plans start."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.models import Park
from workflow.models import Version


class ParkTemplate(Version):
    """What is the same for all firms of a park (gates kept, transfer contact, stock days …), as versions.

    An undertaking and a safety verdict are the firm's own and never stand in a template.
    """

    KEY = ("park_id",)

    park = models.ForeignKey(Park, models.PROTECT, related_name="templates")
    question_set = models.CharField(max_length=20)
    answers = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("园区模板")
        constraints = [
            models.UniqueConstraint(
                fields=["park"],
                condition=Q(superseded_at=None),
                name="one_template_a_park",
                violation_error_message=_("该园区模板刚由他人更新，请重试。"),
            )
        ]
