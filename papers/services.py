"""Asking for a paper, and taking in the one that comes back sealed."""

import contextlib
import hashlib
import json

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clock import clock
from files.kinds import PDF
from files.services import keep
from workflow.errors import Refused

from .kinds import declared
from .models import Paper
from .rendering import source


def want(kind, key, *, title, data, tells=(), by=None, base="", seal=False):
    """The paper with this content: the one that stands, or a new one a worker will make.

    ``key`` names what is printed ("12.3": version 3 of plan 12); ``base`` is the portal's address as the asker
    sees it ("https://portal.example"), for the code on the paper; ``seal``: it goes to the
    service that seals, where the city has one. Sizes: a few hundred kB of ``data`` at most.
    """
    said = json.loads(json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False))
    language = get_language() or settings.LANGUAGE_CODE
    digest = _digest(kind, key, title, said, language)
    paper, new = Paper.objects.get_or_create(
        digest=digest,
        defaults={
            "kind": kind,
            "key": key,
            "title": title,
            "language": language,
            "data": said,
            "tells": [[str(label), str(words)] for label, words in tells],
            "by": by,
            "wanted_at": clock.now(),
            "seal_owed": bool(seal and settings.SEALER),
        },
    )
    if new and base:
        Paper.objects.filter(pk=paper.pk).update(address=base.rstrip("/") + paper.get_verify_url())
    if paper.file_id is None:
        transaction.on_commit(call_worker)
    return paper


def _digest(kind, key, title, data, language):
    """What makes a paper this one: all that is printed, and the template it is printed by."""
    template = source(declared()[kind].template)
    said = json.dumps([kind, key, title, data, language], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode() + template).hexdigest()


def call_worker():
    """Say that a paper waits. With the broker away beat finds it: nothing has its only copy there."""
    from .tasks import make_papers

    with contextlib.suppress(make_papers.OperationalError):
        make_papers.apply_async(retry=False)


def take_sealed(paper, upload, *, by, kinds=(PDF,)):
    """Keep the sealed PDF of a paper or a pack, or its stamped scan, whole. Raises ``Refused`` if there is one."""
    with transaction.atomic():
        locked = type(paper).objects.select_for_update().get(pk=paper.pk)
        if locked.sealed_id:
            raise Refused(_("已收到该文书的电子签章件，不能替换。"), code="sealed_already")
        locked.sealed, locked.sealed_at = keep(upload, by=by, kinds=kinds), clock.now()
        locked.seal_owed, locked.seal_attempts, locked.seal_error = False, 0, ""
        locked.save(update_fields=["sealed", "sealed_at", "seal_owed", "seal_attempts", "seal_error"])
    return locked
