"""Remove bytes that no row names: what an undone transaction or a crash left behind."""

import time
from pathlib import Path

from django.core.files.storage import storages
from django.core.management.base import BaseCommand

from files.models import StoredFile

SETTLED = 24 * 3600  # seconds: a younger file may belong to a transaction still open


class Command(BaseCommand):
    help = "Remove kept bytes older than a day that no row names; prints how many."

    def handle(self, **options):
        root = Path(storages["default"].path("kept"))
        gone = 0
        for path in root.glob("*/*") if root.exists() else ():
            old = time.time() - path.stat().st_mtime > SETTLED
            if old and not StoredFile.objects.filter(content=f"kept/{path.parent.name}/{path.name}").exists():
                path.unlink()
                gone += 1
        self.stdout.write(f"{gone} removed")
