"""The assets' storage: hashed names, with gzip variants beside the files."""

import os
import re

from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEETS = ["look.css"]  # written as several files by subject, sent as one
IMPORT = re.compile(r'^@import "([^"]+)";$', re.MULTILINE)


class Storage(CompressedManifestStaticFilesStorage):
    """Brotli takes eight times as long as gzip: only a release build asks for it (PORTAL_BROTLI=1)."""

    # The checkpoint page's modules import each other by name; what packages bring is left as it is.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("checkpoint/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )

    def create_compressor(self, **options):
        brotli = os.environ.get("PORTAL_BROTLI") == "1"
        return super().create_compressor(use_brotli=brotli, **options)

    def post_process(self, paths, dry_run=False, **options):
        """Put what a sheet imports in the place of its imports, so that a page asks for one file."""
        for sheet in SHEETS:
            if sheet in paths and not dry_run:
                text = joined(paths, sheet)
                with open(self.path(sheet), "w", encoding="utf-8") as whole:
                    whole.write(text)
                paths = {**paths, sheet: (self, sheet)}  # hashed from here, not from the source
        yield from super().post_process(paths, dry_run=dry_run, **options)


def joined(paths, sheet):
    """A sheet's text with its imports in place, from the sources: the collected copy may be joined already."""
    return IMPORT.sub(lambda found: _text(paths, found[1]), _text(paths, sheet))


def _text(paths, name):
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
