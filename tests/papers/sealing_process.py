"""A worker at the seals, to be killed: ``python -m tests.papers.sealing_process round FOLDER``.

It says "going" once it begins and "handed" when the service has a paper, of which the portal knows nothing yet.
"""

import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhou_bubble.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402

from papers import sealing  # noqa: E402


class Watched(sealing.FolderSealer):
    """The folder, with a word to whoever watches; then it lingers, as a slow service does before it answers."""

    def hand_out(self, paper, content):
        super().hand_out(paper, content)
        print("handed", flush=True)
        time.sleep(60)


if __name__ == "__main__":
    settings.SEAL_DIR = sys.argv[2]
    settings.SEALER = "tests.papers.sealing_process.Watched"
    print("going", flush=True)
    sealing.seal_owed()
