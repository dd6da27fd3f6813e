"""Keeping a file: judged, hashed, written to disk before the row that names it."""

import hashlib
import unicodedata

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock

from .kinds import EVERY, MAXIMUM, NAMES, TOO_LARGE, UNKNOWN, kind_of
from .models import StoredFile


class NotTaken(ValueError):
    """The file is too large, or of no kind we take; ``sentence`` says which."""

    def __init__(self, sentence):
        super().__init__(str(sentence))
        self.sentence = sentence


def judge(upload, kinds=EVERY, most=MAXIMUM):
    """The kind of an uploaded file. Raises ``NotTaken``."""
    if most is not None and upload.size > most:
        raise NotTaken(TOO_LARGE)
    kind = kind_of(upload)
    if kind not in kinds:
        raise NotTaken(UNKNOWN if kinds == EVERY else wanted(kinds))
    return kind


def wanted(kinds):
    """The sentence that names which kinds are taken here."""
    return _("此处只收{kinds}。").format(kinds="、".join(NAMES[kind] for kind in kinds))


def keep(upload, *, by, kinds=EVERY, most=MAXIMUM):
    """Keep an uploaded file; returns its ``StoredFile``. Raises ``NotTaken``. ``most`` bytes; None: our own work.

    The bytes are written first: a row never names a file that is not there. A transaction undone afterwards
    leaves bytes nobody names, which ``manage.py sweep_files`` removes.
    """
    stored = _written(upload, by, kinds, most)
    stored.save()
    return stored


def keep_all(uploads, *, by, kinds=EVERY, most=MAXIMUM):
    """Keep several at once, in one statement; returns their ``StoredFile`` in the order given. Raises ``NotTaken``."""
    return StoredFile.objects.bulk_create([_written(upload, by, kinds, most) for upload in uploads])


def _written(upload, by, kinds, most):
    """The file with its bytes on disk and its row still to be saved."""
    kind = judge(upload, kinds, most)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    name = safe_name(upload.name, kind)
    stored = StoredFile(
        name=name, kind=kind, size=upload.size, sha256=digest.hexdigest(), by=by, kept_at=clock.now()
    )
    stored.content.save(name, upload, save=False)
    return stored


def discard(files):
    """Take files away whose record is gone: the rows now, the bytes once the transaction stands."""
    StoredFile.objects.filter(pk__in=[file.pk for file in files]).delete()
    transaction.on_commit(lambda: [file.content.storage.delete(file.content.name) for file in files])


def safe_name(name, kind):
    """The name to show and to download by: printable, without folders, ending as its content says."""
    name = unicodedata.normalize("NFC", str(name)).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(char for char in name if char.isprintable() and char not in '<>:"|?*').strip(". ")
    stem, dot, end = name.rpartition(".")
    if dot and end.lower() in {*EVERY, "jpeg", "docm", "xlsm"}:
        name = stem
    return f"{(name or 'file')[:110]}.{kind}"
