"""The look is written as several files by subject; a page asks for one."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

WHOLE = settings.BASE_DIR / "static" / "look" / "whole.css"
IMPORT = re.compile(r'^@import "([^"]+)";$', re.MULTILINE)


def joined(whole):
    """A sheet's text with each file it imports in the place of the import."""
    return IMPORT.sub(lambda found: (whole.parent / found[1]).read_text(), whole.read_text())


# One a process, which the import sees to: Django may make two finders when two threads first look at once, and the
# one that is dropped must not take the other's file along.
FOLDER = TemporaryDirectory(prefix="luzhou-look-")
(Path(FOLDER.name) / "look.css").write_text(joined(WHOLE))


class LookFinder(BaseFinder):
    """Finds ``look.css``, made when the process first looks for assets: in tests, and when they are collected."""

    storage = FileSystemStorage(location=FOLDER.name)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        found = self.storage.path(path) if path == "look.css" else None
        return [found] if found and find_all else found or []

    def list(self, ignore_patterns):
        yield "look.css", self.storage
