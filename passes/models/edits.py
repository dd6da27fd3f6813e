"""What was changed in an application before it was decided."""

from django.db import models


class PassEdit(models.Model):
    """What one edit changed in an application: [[column, before, after]]; never changed, like a step."""

    record = models.ForeignKey("passes.VehiclePass", models.PROTECT, related_name="edits")
    deed = models.ForeignKey("workflow.Deed", models.PROTECT, related_name="+")
    changes = models.JSONField()
