"""Papers owed are made, however often this is started or killed.

One paper, one transaction, its row locked; another worker passes over it. Killed in the middle, nothing of it
stands and the paper is still owed. What fails is tried again later and later, and given up after ``TRIES``.
"""

import logging
import traceback
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q

from clock import clock
from files.services import keep

from .kinds import declared
from .models import Paper
from .rendering import pdf

log = logging.getLogger(__name__)
TRIES = 6
PAUSE = timedelta(seconds=10)  # doubled with each failure


def owed(now, pack=None):
    """What waits and may be tried now; the parts of a ``pack`` are made apart."""
    way = Q(attempts=0)
    for tries in range(1, TRIES):
        way |= Q(attempts=tries, wanted_at__lte=now - PAUSE * 2**tries)
    return Paper.objects.filter(way, file=None, pack=pack)


def make_owed(*, most=200):
    """Make the papers that wait, oldest first; returns how many were made."""
    made, beyond = 0, 0
    for _turn in range(most):
        with transaction.atomic():
            rows = owed(clock.now()).filter(pk__gt=beyond).order_by("pk")
            paper = rows.select_for_update(skip_locked=True, of=("self",)).first()
            if paper is None:
                return made
            beyond = paper.pk
            made += make(paper)
    return made


def make(paper):
    """Make one paper, its row locked by the caller; whether that went well."""
    try:
        with transaction.atomic():
            kept = keep(ContentFile(rendered(paper), name=f"{paper.title}.pdf"), by=paper.by)
            Paper.objects.filter(pk=paper.pk).update(file=kept, made_at=clock.now(), error="")
    except Exception as error:  # whatever it was, the next paper must not wait for it
        log.exception("paper %s could not be made", paper.pk)
        words = "".join(traceback.format_exception_only(error)).strip()[:2000]
        Paper.objects.filter(pk=paper.pk).update(attempts=F("attempts") + 1, error=words)
        return False
    return True


def rendered(paper):
    """The PDF of a paper; the same bytes each time."""
    kind = declared()[paper.kind]
    return pdf(
        kind.template,
        data=paper.data,
        title=paper.title,
        code=paper.shown_code,
        address=paper.address,
        language=paper.language,
        moment=paper.wanted_at,
        archival=kind.archival,
    )
