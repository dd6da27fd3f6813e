"""A column's value as a table cell, and a row of them, made in Python: fifty rows of template tags are slow."""

import re

from django.utils.html import conditional_escape, escape, format_html
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


def teller(column):
    """value -> safe HTML, for all rows of a list: the words of its choices are looked up once, not once a row."""
    say = _says(column)
    return lambda value: NOTHING if value is None or value == "" else say(value)


def cell(column, value):
    """Safe HTML for one value."""
    return teller(column)(value)


def _says(column):
    match column.kind:
        case "number" | "decimal":
            return moments.number
        case "money":
            return lambda value: moments.number(value, 2)
        case "date":
            return lambda value: moments.day(value, short=True)
        case "moment":
            return lambda value: moments.moment(value, short=True)
        case "yesno" if not column.choices:
            words = {True: _("是"), False: _("否")}
            return words.get
        case "choice" | "yesno":
            words = {code: conditional_escape(label) or NOTHING for code, label in column.pairs.items()}
            return lambda value: words[value] if value in words else conditional_escape(value)
        case "state":
            return _state_of(column)
        case "tel":
            return lambda value: format_html(
                '<a class="lb-nowrap" href="tel:{}">{}</a>', dialled(value), value
            )
        case "plate":
            return lambda value: format_html('<span class="lb-plate">{}</span>', value)
    return conditional_escape


def _state_of(column):
    tones, words, told = column.tones or {}, column.pairs, {}

    def say(value):
        if value not in told:
            tone = tones(value) if callable(tones) else tones.get(value, "")
            told[value] = state(tone, words.get(value, value))
        return told[value]

    return say


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


def row(told, url, tick=""):
    """A table's row: ``told`` are (column, classes, safe HTML); where a column leads, to ``url``. ``tick`` is its box."""
    parts = [tick]
    for column, look, html in told:
        inner = f'<a href="{escape(url)}">{html}</a>' if column.link and url else html
        if column.phone == "title":
            parts.append(f'<th scope="row">{inner}</th>')
        else:
            parts.append(f'<td class="{look}">{inner}</td>' if look else f"<td>{inner}</td>")
    return mark_safe("".join(parts))


TICK = (
    '<td class="lb-check"><input class="form-check-input" type="checkbox" name="selected" value="{}"'
    ' aria-label="{}"></td>'
)


def tick(key, words):
    """The box by which a row is chosen; ``words`` say of which."""
    return format_html(TICK, key, words)
