"""Packs: many sheets as one file. Made part by part behind all single papers, by one worker at a time.

A part is a paper in a transaction of its own: killed in the middle, the parts made are kept and the rest is still
owed. The file is put together under the pack's lock, so that there are never two.
"""

import hashlib
import logging

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import Sum
from django.utils.translation import get_language

from clock import clock
from files.services import discard, keep

from .making import TRIES, make, make_owed, owed
from .models import Pack, Paper
from .rendering import joined
from .services import call_worker

log = logging.getLogger(__name__)
LOCK = 0x7061636B  # only one worker at a time makes packs: the other is left for mail, deadlines and single papers


def want_pack(kind, parts, *, title, by, keys=(), seal=False):
    """A pack of ``parts`` ([(data, number of sheets)], each printed by ``kind``'s template); a worker makes it.

    ``keys`` name what is printed, one a sheet; ``seal``: it goes to the service that seals, where there is one.
    """
    now = clock.now()
    with transaction.atomic():
        pack = Pack.objects.create(
            title=title,
            count=sum(n for _data, n in parts),
            by=by,
            wanted_at=now,
            kind=kind,
            keys=list(keys),
            seal_owed=bool(seal and settings.SEALER),
        )
        Paper.objects.bulk_create(
            Paper(
                kind=kind,
                key=f"pack {pack.uid}",
                digest=hashlib.sha256(f"{pack.uid} {place}".encode()).hexdigest(),
                title=title,
                language=get_language(),
                data=data,
                by=by,
                wanted_at=now,
                pack=pack,
                sheets=sheets,
            )
            for place, (data, sheets) in enumerate(parts)
        )
        transaction.on_commit(call_worker)
    return pack


def done_of(pack):
    """How many sheets are made."""
    made = pack.parts.filter(file__isnull=False).aggregate(made=Sum("sheets"))["made"]
    return pack.count if pack.file_id else made or 0


def is_given_up(pack):
    return pack.file_id is None and (
        pack.attempts >= TRIES or pack.parts.filter(file=None, attempts__gte=TRIES).exists()
    )


def make_packs(*, most=1000):
    """Make what packs lack, part by part; single papers that came meanwhile go first. Returns the steps made."""
    steps = 0
    while steps < most and _next_step():
        steps += 1
        make_owed()
    return steps


def _next_step():
    with transaction.atomic():
        if not _alone():
            return False
        waiting = Pack.objects.filter(file=None, attempts__lt=TRIES).order_by("pk")
        for pack in waiting.select_for_update(skip_locked=True, of=("self",)):
            part = owed(clock.now(), pack).order_by("pk").select_for_update(skip_locked=True).first()
            if part is not None:
                make(part)  # what fails waits for its next try, and the next part or pack takes its turn
                return True
            if not pack.parts.filter(file=None).exists():
                _join(pack)
                return True
    return False


def _alone():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return cursor.fetchone()[0]


def _join(pack):
    """Put the parts together; they are not kept beside the whole."""
    parts = list(pack.parts.select_related("file").order_by("pk"))
    try:
        with transaction.atomic():
            whole = joined([(_bytes(part.file), part.sheets) for part in parts], pack.wanted_at)
            pack.file = keep(ContentFile(whole, name=f"{pack.title}.pdf"), by=pack.by, most=None)
            pack.made_at = clock.now()
            pack.save(update_fields=["file", "made_at"])
            files = [part.file for part in parts]
            Paper.objects.filter(pk__in=[part.pk for part in parts]).delete()
            discard(files)
    except Exception:
        log.exception("pack %s could not be put together", pack.pk)
        Pack.objects.filter(pk=pack.pk).update(attempts=pack.attempts + 1)


def _bytes(stored):
    with stored.content.open("rb") as content:
        return content.read()
