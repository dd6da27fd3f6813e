"""What people and spreadsheet programs do to a cell's text, undone where that loses nothing."""

import re
import unicodedata
from datetime import date, datetime, time

# No width on the screen, so nobody can see or delete them: byte-order mark, joiners, direction marks.
INVISIBLE = dict.fromkeys(
    [0x00AD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)]
)


class SheetError(Exception):
    """The file as a whole cannot be read: a stable code and one sentence for people."""

    def __init__(self, code, reason):
        super().__init__(reason)
        self.code, self.reason = code, str(reason)


class CellError(Exception):
    """One cell cannot be taken as it stands: a stable code and one sentence for people."""

    def __init__(self, code, reason):
        super().__init__(reason)
        self.code, self.reason = code, str(reason)


def trimmed(text):
    """The text without invisible characters; every run of blanks or line breaks is one space."""
    return " ".join(text.translate(INVISIBLE).split())


def halfwidth(text):
    """Full-width digits, letters and signs as half-width ones (NFKC); for codes and numbers, never names."""
    return trimmed(unicodedata.normalize("NFKC", text))


def compact(text):
    """A code without any blank inside, half-width."""
    return halfwidth(text).replace(" ", "")


def same_name(one, other):
    """Whether two names differ in blanks, width or letter case alone: 泸州（集团）公司 is 泸州(集团)公司."""
    return compact(one).casefold() == compact(other).casefold()


def is_blank(cell):
    return cell is None or (isinstance(cell, str) and not trimmed(cell))


def shown(cell):
    """The cell as a person sees it in the file, for the error list; never longer than a line."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        text = cell.isoformat(sep=" ", timespec="minutes")
    elif isinstance(cell, date | time):
        text = cell.isoformat()
    elif isinstance(cell, float):
        text = format(cell, ".15g")
    else:
        text = re.sub(r"[\x00-\x1f\ud800-\udfff]", " ", str(cell))
    return text if len(text) <= 80 else text[:79] + "…"
