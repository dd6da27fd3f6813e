"""A column's value as a table cell, made in Python: fifty rows of template includes are slow."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from . import moments

NOTHING = mark_safe('<span class="lb-3">—</span>')
TONES = {"ok", "busy", "warn", "stop", "idle"}
CLASSES = {
    "code": "lb-code lb-2",
    "number": "lb-num",
    "decimal": "lb-num",
    "money": "lb-num",
    "moment": "lb-nowrap",
    "date": "lb-nowrap",
}


def state(tone, words):
    """A state: a shape and words. ``plain`` conditions get no mark at all."""
    if tone == "plain":
        return conditional_escape(words)
    mark = f" is-{tone}" if tone in TONES else ""
    return format_html('<span class="lb-state{}">{}</span>', mark, words)


def cell(column, value):
    """Safe HTML for ``value``."""
    if value is None or value == "":
        return NOTHING
    match column.kind:
        case "number" | "decimal":
            return moments.number(value)
        case "money":
            return moments.number(value, 2)
        case "date":
            return moments.day(value, short=True)
        case "moment":
            return moments.moment(value, short=True)
        case "yesno" if column.choices:
            return conditional_escape(column.words(value)) or NOTHING
        case "yesno":
            return _("是") if value else _("否")
        case "choice":
            return conditional_escape(column.words(value))
        case "state":
            tones = column.tones or {}
            return state(tones(value) if callable(tones) else tones.get(value, ""), column.words(value))
        case "tel":
            return format_html('<a class="lb-nowrap" href="tel:{}">{}</a>', dialled(value), value)
        case "plate":
            return format_html('<span class="lb-plate">{}</span>', value)
    return conditional_escape(value)


def on_a_phone(column, html):
    """A figure, or yes and no, whose head a phone's list leaves out takes its label along, and its unit."""
    if column.phone not in {"s1", "s2", "s3"} or column.kind not in {"number", "decimal", "money", "yesno"}:
        return html
    gap = " " if moments.english() else ""
    unit = format_html('<span class="lb-only-s">{}{}</span>', gap, column.unit) if column.unit else ""
    return format_html('<span class="lb-only-s">{} </span>{}{}', column.label, html, unit)


def dialled(phone):
    """A telephone as a link dials it: the first number, without what stands between its digits."""
    first = re.split(r"[、,，;；/ ]", str(phone).strip())[0]
    return re.sub(r"[^0-9+#*]", "", first)


def classes(column):
    phone = column.phone if column.phone in {"s1", "s2", "s3"} else ""
    return " ".join(filter(None, [CLASSES.get(column.kind, ""), phone, "lb-wrap" if column.wrap else ""]))
