"""The assets' storage: hashed names, with gzip variants beside the files."""

import os

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Brotli takes eight times as long as gzip: only a release build asks for it (PORTAL_BROTLI=1)."""

    support_js_module_import_aggregation = True  # the checkpoint page's modules import each other by name

    def create_compressor(self, **options):
        brotli = os.environ.get("PORTAL_BROTLI") == "1"
        return super().create_compressor(use_brotli=brotli, **options)
