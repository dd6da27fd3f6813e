"""What is kept when an issue is looked at again by somebody else."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    FINE = "fine", _("复核无误")
    WRONG = "wrong", _("复核有问题")


class PassReview(models.Model):
    """One look at the issue of one pass (复核): by whom, when and with what remark is its deed's; never changed."""

    record = models.ForeignKey("passes.VehiclePass", models.PROTECT, related_name="reviews")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    deed = models.ForeignKey("workflow.Deed", models.PROTECT, related_name="+")
