"""Two counters whose row lock is the point of them: serials given, questions asked in vain."""

from django.db import models


class Serial(models.Model):
    """The last serial given in a series (a year). Its row lock is what makes numbers unique and gap-free."""

    series = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Asking(models.Model):
    """How often one address asked in vain for a pass by its number, since when. Real time, not the portal's.

    In the database and not in Redis: it holds with Redis away, and one statement counts and tells.
    """

    address = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField()
    failures = models.PositiveIntegerField()
