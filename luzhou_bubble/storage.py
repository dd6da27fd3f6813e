"""The assets' storage: hashed names, with gzip variants beside the files."""

import os

from whitenoise.storage import CompressedManifestStaticFilesStorage


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
