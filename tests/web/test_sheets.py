"""The look is written as several files by subject and sent as one."""

import gc
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from luzhou_bubble.finders import LookFinder


def test_a_page_asks_for_one_sheet_with_every_part_in_its_order():
    sent = Path(finders.find("look.css")).read_text()
    parts = [
        path for path in (settings.BASE_DIR / "static" / "look").glob("*.css") if path.name != "whole.css"
    ]
    assert "@import" not in sent
    assert len(parts) > 8 and all(path.read_text().strip() in sent for path in parts)
    assert sent.index("--lb-paper:") < sent.index("max-width: 640px") < sent.index("@media print")


def test_the_sheet_outlives_a_finder_that_two_threads_made_at_once_and_one_dropped():
    sent = Path(LookFinder().find("look.css"))
    gc.collect()
    assert sent.exists()
