"""Where the demonstration's clock stands; an empty table means the portal keeps real time."""

from django.db import models


class Demonstration(models.Model):
    """The portal shows demonstration data, and its clock runs ``offset`` away from real time.

    At most one row. It is written by the loader, and every page says so; production mode refuses it.
    """

    offset = models.DurationField()
    label = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_demonstration"),
        ]
