"""Electronic seals: the portal hands a PDF to the service that seals and takes the sealed one back, whole.

The service stands behind ``Sealer``; the setting ``PORTAL_SEALER`` names the adapter. The portal never draws a
seal and never changes a byte of a sealed paper.
"""

import logging
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.module_loading import import_string

from clock import clock
from files.services import NotTaken
from workflow.errors import Refused

from .models import Paper
from .services import take_sealed

log = logging.getLogger(__name__)


class Sealer:
    """What an adapter does. Both may be called again for the same paper; ``OSError`` means: later."""

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
    back = 0
    waiting = Paper.objects.filter(seal_owed=True, file__isnull=False).select_related("file", "by")
    for paper in waiting.order_by("pk")[:most]:
        try:
            back += _turn(sealer, paper)
        except (OSError, NotTaken, Refused):  # away, half written, or no PDF: the next round asks again
            log.exception("paper %s could not be sealed", paper.pk)
    return back


def _turn(sealer, paper):
    if paper.seal_handed_at is None:
        with paper.file.content.open("rb") as content:
            sealer.hand_out(paper, content.read())
        Paper.objects.filter(pk=paper.pk).update(seal_handed_at=clock.now())
        return 0
    sealed = sealer.fetch(paper)
    if sealed is None:
        return 0
    take_sealed(paper, ContentFile(sealed, name=f"{paper.title}.pdf"), by=paper.by)
    return 1
