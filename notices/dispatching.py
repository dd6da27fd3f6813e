"""Notices to telephones, through whichever gateways the city has. The inbox stays the record."""

import logging

from django.conf import settings
from django.db import transaction
from django.db.models import F

from clock import clock
from workflow.inserting import insert

from .draining import drain
from .gateways import Message, gateway, ways
from .models import Dispatch, Notice
from .wording import more_of

log = logging.getLogger(__name__)
TRIES = 20


def owe(deed):
    """What a deed's notices owe to telephones, written with them: one a notice and way."""
    if not ways():
        return
    told = Notice.objects.filter(deed=deed, kind__in=settings.GATEWAY_KINDS).exclude(user__phone="")
    rows = [Dispatch(notice_id=key, way=way) for key in told.values_list("pk", flat=True) for way in ways()]
    if rows:
        insert(Dispatch, rows, ignore_conflicts=True)


def send_owed(*, most=500):
    """Send what is owed and has a gateway; returns how many left.

    Killed between sending and marking, a message goes twice with the same key rather than not at all.
    """
    return drain(_send_next, most) if ways() else 0


def _send_next(beyond):
    with transaction.atomic():
        waiting = Dispatch.objects.filter(
            sent_at=None, attempts__lt=TRIES, way__in=ways(), pk__gt=beyond
        ).order_by("pk")
        one = (
            waiting.select_related("notice__user", "notice__deed__by", "notice__deed__unit")
            .select_for_update(skip_locked=True, of=("self",))
            .first()
        )
        if one is None:
            return False, None
        try:
            gateway(one.way).send(message_of(one))
        except OSError:
            log.exception("notice %s could not be sent by %s", one.notice_id, one.way)
            Dispatch.objects.filter(pk=one.pk).update(attempts=F("attempts") + 1)
            return False, one.pk
        Dispatch.objects.filter(pk=one.pk).update(sent_at=clock.now())
        return True, one.pk


def message_of(dispatch):
    """The sentence, and what its kind tells besides; remarks may name people and stay in the portal."""
    notice = dispatch.notice
    parts = [notice.sentence, more_of([notice]).get(notice.pk, "")]
    text = "\n".join(part for part in parts if part)
    return Message(f"notice-{notice.pk}", dispatch.way, notice.user.phone, text)


def take_up_again():
    """What was given up is tried anew."""
    return Dispatch.objects.filter(sent_at=None, attempts__gt=0).update(attempts=0)
