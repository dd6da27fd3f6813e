"""Editions (名单期号): up to which step of which pass a numbered list tells."""

from django.db import models


class Edition(models.Model):
    """One number of the list of passes. It tells all that the steps up to ``last_step`` brought about.

    Numbers only grow; an edition is made when a phone asks and something has happened since the last one.
    """

    number = models.BigAutoField(primary_key=True)
    last_step = models.BigIntegerField(unique=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]

    def __str__(self):
        return str(self.number)
