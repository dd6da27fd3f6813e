"""Electronic seals: the portal hands a PDF to the service that seals and takes the sealed one back, whole.

The service stands behind ``Sealer``; the setting ``PORTAL_SEALER`` names the adapter. The portal never draws a
seal and never changes a byte of a sealed paper.
"""

import logging
import traceback
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from clock import clock
from files.services import NotTaken
from workflow.errors import Refused

from .models import Pack, Paper
from .services import take_sealed

log = logging.getLogger(__name__)
MOST_COUNTED = 9999  # failures; a service may be away for days


class Sealer:
    """What an adapter does, for a paper or a whole pack. Whatever it raises means: later.

    Both may be called again for the same: ``paper.code`` is its name there, and the same name is sealed once.
    """

    def hand_out(self, paper, content):
        """Give the PDF (bytes) to the service under ``paper.code``."""
        raise NotImplementedError

    def fetch(self, paper):
        """The sealed PDF (bytes), or None while the service has not sealed it."""
        raise NotImplementedError


class FolderSealer(Sealer):
    """For development, and for a seal put on by hand: ``out/CODE.pdf`` goes, ``in/CODE.pdf`` comes back."""

    def hand_out(self, paper, content):
        folder = Path(settings.SEAL_DIR) / "out"
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{paper.code}.part"
        part.write_bytes(content)
        part.replace(folder / f"{paper.code}.pdf")  # whoever watches the folder never sees half a file

    def fetch(self, paper):
        try:
            return (Path(settings.SEAL_DIR) / "in" / f"{paper.code}.pdf").read_bytes()
        except FileNotFoundError:
            return None


def seal_owed(*, most=500):
    """Hand out what is made and waits for its seal, fetch what has come back; returns how many came back."""
    if not settings.SEALER:
        return 0
    sealer = import_string(settings.SEALER)()
    return sum(_round(sealer, model, most) for model in (Paper, Pack))


def _round(sealer, model, most):
    """One turn for each that waits, its row locked: another worker passes over it, a killed one leaves it as it was."""
    back, beyond = 0, 0
    waiting = model.objects.filter(seal_owed=True, file__isnull=False).select_related("file", "by")
    for _place in range(most):
        with transaction.atomic():
            rows = waiting.filter(pk__gt=beyond).order_by("pk")
            one = rows.select_for_update(skip_locked=True, of=("self",)).first()
            if one is None:
                break
            beyond = one.pk
            back += _tried(sealer, one)
    return back


def _tried(sealer, one):
    try:
        with transaction.atomic():
            return _turn(sealer, one)
    except Exception as error:  # away, half written, garbage: the others must not wait for it
        log.exception("%s %s could not be sealed", one._meta.model_name, one.pk)
        words = "".join(traceback.format_exception_only(error)).strip()[:500]
        attempts = min(one.seal_attempts + 1, MOST_COUNTED)
        type(one).objects.filter(pk=one.pk).update(seal_attempts=attempts, seal_error=words)
        return 0


def _turn(sealer, one):
    # Asked first: whoever was killed after handing it out left no trace of that, and it may be sealed by now.
    sealed = sealer.fetch(one)
    try:
        if sealed is not None:
            take_sealed(one, ContentFile(sealed, name=f"{one.title}.pdf"), by=one.by)
            return 1
    except NotTaken:
        if one.seal_handed_at is not None:
            raise
        # Sent anew, since what came back was no PDF.
    changes = {"seal_attempts": 0, "seal_error": ""}
    if one.seal_handed_at is None:
        with one.file.content.open("rb") as content:
            sealer.hand_out(one, content.read())
        changes["seal_handed_at"] = clock.now()
    elif not one.seal_attempts:
        return 0
    type(one).objects.filter(pk=one.pk).update(**changes)
    return 0


def send_again(one):
    """Have it handed out anew in the next round, under its own code. Raises ``Refused`` if nothing waits for a seal."""
    waiting = type(one).objects.filter(pk=one.pk, seal_owed=True, sealed=None)
    if not settings.SEALER or not waiting.update(seal_handed_at=None, seal_attempts=0, seal_error=""):
        raise Refused(_("这份文书不在等待签章。"), code="no_seal_owed")
