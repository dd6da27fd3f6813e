"""The file waits on the server between "check" and "import": what is imported is what was checked.

A file lies under MEDIA_ROOT/imports by a random name; whose it is and what it was checked as stands in the
session.
"""

import time
import uuid
from pathlib import Path

from django.conf import settings

KEPT = 24 * 3600  # seconds an upload nobody confirmed stays
SESSION_KEY = "imports"


def folder():
    path = Path(settings.MEDIA_ROOT) / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(request, kind, content, *, name, digest, options):
    """Stores ``content`` for this session and returns its token; an earlier file of the same kind goes."""
    sweep()
    waiting = request.session.setdefault(SESSION_KEY, {})
    for token in [token for token, entry in waiting.items() if entry["kind"] == kind]:
        drop(request, token)
    token = uuid.uuid4().hex
    (folder() / token).write_bytes(content)
    waiting[token] = {"kind": kind, "name": name, "digest": digest, "options": options, "by": request.user.pk}
    request.session.modified = True
    return token


def fetch(request, kind, token):
    """(entry, content) of a file this person uploaded in this session for this kind, or None."""
    entry = request.session.get(SESSION_KEY, {}).get(token)
    if not entry or entry["kind"] != kind or entry["by"] != request.user.pk:
        return None
    try:
        return entry, (folder() / token).read_bytes()
    except FileNotFoundError:
        drop(request, token)
        return None


def drop(request, token):
    if request.session.get(SESSION_KEY, {}).pop(token, None):
        request.session.modified = True
        (folder() / token).unlink(missing_ok=True)


def sweep():
    """Removes what nobody came back for. The files' own age counts, in real time."""
    for path in folder().iterdir():
        try:
            if time.time() - path.stat().st_mtime > KEPT:
                path.unlink()
        except FileNotFoundError:
            pass  # another worker swept it
