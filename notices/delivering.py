"""The outbox is drained: what a deed owes to people is told once, however often this is started or killed.

A row is locked, its notices are written and it is marked delivered in one transaction; workers pass over rows
that another holds. Killed in the middle, nothing of it happened and the row waits. What fails is tried again
later and later; ``replay_outbox`` tries at once.
"""

import logging
import traceback
from datetime import timedelta

from django.apps import apps
from django.db import transaction
from django.db.models import F, Q

from clock import clock
from workflow.inserting import insert
from workflow.models import Outbox

from . import dispatching
from .draining import drain
from .models import Notice
from .telling import notices_of

log = logging.getLogger(__name__)
TRIES = 12
FIRST_PAUSE = timedelta(seconds=5)  # doubled with each failure: the last try comes about three hours on


def deliver_outbox(*, most=500):
    """Tell of the deeds that wait, oldest first; returns how many were told."""
    return drain(_deliver_next, most)


def replay_outbox():
    """Take up again what was given up or waits for its next try. Returns the number of rows."""
    return Outbox.objects.filter(delivered_at=None, attempts__gt=0).update(attempts=0, error="")


def followers():
    """What the apps above do once a deed is done: ``follows = [function]`` of its AppConfig, given the deed.

    Called in the transaction that marks the deed as told, so once; tried again, with the notices, if it fails.
    """
    return [follow for config in apps.get_app_configs() for follow in getattr(config, "follows", ())]


def due(now):
    """Rows not delivered and not held back whose next try has come."""
    way = Q(attempts=0)
    for tries in range(1, TRIES):
        way |= Q(attempts=tries, deed__recorded_at__lte=now - FIRST_PAUSE * 2**tries)
    free = Q(held_until=None) | Q(held_until__lte=now)
    return Outbox.objects.filter(way, free, delivered_at=None)


def _deliver_next(beyond):
    """One row in one transaction: (told or not, its key), (False, None) when none is left."""
    with transaction.atomic():
        waiting = due(clock.now()).filter(pk__gt=beyond).order_by("pk").select_related("deed")
        row = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if row is None:
            return False, None
        try:
            with transaction.atomic():
                insert(Notice, notices_of(row.deed), ignore_conflicts=True)
                dispatching.owe(row.deed)
                for follow in followers():
                    follow(row.deed)
        except Exception as error:  # whatever it was, the next row must not wait for it
            log.exception("deed %s could not be told", row.pk)
            words = "".join(traceback.format_exception_only(error)).strip()[:2000]
            Outbox.objects.filter(pk=row.pk).update(attempts=F("attempts") + 1, error=words)
            return False, row.pk
        Outbox.objects.filter(pk=row.pk).update(delivered_at=clock.now(), error="")
        return True, row.pk
