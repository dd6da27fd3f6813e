"""How edits of people and units are kept: at which moment of the portal's clock, and in which request."""

from django.db import models

from clock import clock
from ui.requests import current_request_id


class WithRequest(models.Model):
    """Base of every history table: which request made the edit."""

    request_id = models.CharField(max_length=64, blank=True, default=current_request_id)

    class Meta:
        abstract = True


class Remembered:
    """Mixin of a model whose edits are kept: the history tells the portal's time, as every deed does."""

    @property
    def _history_date(self):
        return clock.now()
