"""What of Tabler is left out stays out of the pages too."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "script"))

from _vendor import DROPPED, without_parts  # noqa: E402


def test_rules_for_parts_left_out_go_and_the_others_stay():
    css = '@charset "utf-8";.card,.btn:is(.a,.b){color:red}.card-body{color:blue}@media (min-width:1px){.navbar{top:0}}'
    assert without_parts(css) == '@charset "utf-8";.btn:is(.a,.b){color:red}'


def test_no_page_wants_a_part_that_is_left_out():
    said = {
        (path.name, name)
        for path in (ROOT / "templates").rglob("*.html")
        for classes in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8"))
        for name in re.split(r"[\s{}%\"]+", classes)
        if DROPPED.search(f".{name}")
    }
    assert not said
