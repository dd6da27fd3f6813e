"""Short ways to write the questions of the rest; those of the start form say ``need=START``."""

from django.utils.translation import gettext_lazy as _

from . import base
from .base import OPTIONAL, REST, Question


def _maker(type):
    def make(key, label, unit="", *, need=REST, **how):
        return Question(key, label, type, unit, need=need, **how)

    return make


text, long, phone, day = _maker(base.TEXT), _maker(base.LONG), _maker(base.PHONE), _maker(base.DAY)
count, decimal, yesno = _maker(base.COUNT), _maker(base.DECIMAL), _maker(base.YESNO)
verdict = _maker(base.VERDICT)


def choice(key, label, choices, *, need=REST, **how):
    return Question(key, label, base.CHOICE, need=need, choices=tuple(choices), **how)


def rows(key, label, *columns, need=REST, **how):
    return Question(key, label, base.ROWS, need=need, columns=columns, **how)


NAME, NUMBER = _("姓名"), _("电话")


def person(prefix="", *, name=NAME, number=NUMBER, need=REST):
    """Two columns or questions: who, and under which number."""
    return (
        text(f"{prefix}name", name, need=need),
        phone(f"{prefix}phone", number, need=need),
    )


__all__ = [
    "OPTIONAL",
    "choice",
    "count",
    "day",
    "decimal",
    "long",
    "person",
    "phone",
    "rows",
    "text",
    "verdict",
    "yesno",
]
