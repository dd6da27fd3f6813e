"""Pinyin for sorting and finding Chinese names; made once when a name is saved, kept beside it."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin


@lru_cache(maxsize=4096)
def pinyin_of(name):
    """Sort key: "泸州山达" → "lu zhou shan da"."""
    return " ".join(lazy_pinyin(name, errors="default")).lower()


@lru_cache(maxsize=4096)
def initials_of(name):
    """First letters: "泸州山达" → "lzsd"."""
    return "".join(
        part[0] for part in lazy_pinyin(name, style=Style.FIRST_LETTER, errors="default") if part
    ).lower()
