"""How a firm is found by what one happens to know: part of its name, pinyin initials, its credit code."""

from django.db.models import Q

from ui.sheets.cells import compact, trimmed

WIDE = str.maketrans("()", "（）")


def found_by(words, path="", *, code=True):
    """Condition: Chinese substring, pinyin initials or (part of) the credit code; spaces, width and signs without
    any width do not matter. A name is kept with the brackets it was registered with, so either width is looked for.

    Trigram indexes serve a substring of three characters and more; two characters read the table.
    """
    text = compact(words)
    if not text:
        return Q()
    found = Q()
    for name in dict.fromkeys([text, text.translate(WIDE), "".join(trimmed(words).split())]):
        found |= Q(**{f"{path}name__contains": name})
    if text.isascii() and text.isalpha():
        found |= Q(**{f"{path}initials__contains": text.lower()})
    if code and text.isascii() and text.isalnum():
        found |= Q(**{f"{path}credit_code__contains": text.upper()})
    return found
