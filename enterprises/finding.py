"""How a firm is found by what one happens to know: part of its name, pinyin initials, its credit code."""

import re
import unicodedata

from django.db.models import Q


def found_by(words, path="", *, code=True):
    """Condition: Chinese substring, pinyin initials or (part of) the credit code; spaces and width do not matter.

    Trigram indexes serve a substring of three characters and more; two characters read the table.
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))
    if not text:
        return Q()
    found = Q(**{f"{path}name__contains": text})
    if text.isascii() and text.isalpha():
        found |= Q(**{f"{path}initials__contains": text.lower()})
    if code and text.isascii() and text.isalnum():
        found |= Q(**{f"{path}credit_code__contains": text.upper()})
    return found
