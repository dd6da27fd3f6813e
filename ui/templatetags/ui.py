"""Words, figures, states, fields and addresses in templates (a builtin: no ``load`` needed)."""

from django import template
from django.utils.html import format_html

from ui import cells, moments

register = template.Library()


@register.filter
def state(value, words=None):
    """``{{ plan.state|state }}`` of a (tone, words) pair, or ``{{ "ok"|state:"有效" }}``."""
    tone, words = (value, words) if words is not None else value
    return cells.state(tone, words)


@register.filter
def moment(value):
    return moments.moment(value)


@register.filter
def moment_short(value):
    """Where room is scarce: English months by three letters."""
    return moments.moment(value, short=True)


@register.filter
def day(value):
    return moments.day(value)


@register.filter
def upto(value):
    """截至: midnight is the 24th hour of the day it ends."""
    return moments.upto(value) if value else ""


@register.filter
def until(value):
    """The time left, or overdue, in words."""
    return moments.until(value) if value else ""


@register.filter
def number(value, places=None):
    return moments.number(value, places)


@register.filter
def decimal1(value):
    return moments.number(value, 1)


@register.filter
def percent1(value):
    return moments.percent(value, 1)


@register.filter
def dialled(value):
    """A telephone as a ``tel:`` link dials it."""
    return cells.dialled(value) if value else ""


@register.filter
def plate(value):
    return format_html('<span class="lb-plate">{}</span>', value) if value else ""


@register.filter
def get(mapping, key):
    """A key that is only known in a variable."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.simple_tag
def icon(name, words=""):
    """``{% icon "bell" %}``; never without words beside or inside it."""
    hidden = format_html('<span class="lb-vh">{}</span>', words) if words else ""
    return format_html('<i class="lb-i lb-i-{}" aria-hidden="true"></i>{}', name, hidden)


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The current query string with changes; an empty value drops the parameter."""
    left = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            left.pop(name, None)
        else:
            left[name] = value
    return f"?{left.urlencode()}"


@register.simple_tag(takes_context=True)
def led_to(context, record, key=""):
    """A record's name, as a link for those who may see the record: nobody is led to a page that does not open."""
    seen = type(record)._default_manager.visible_to(context["request"].user)
    if not seen.filter(pk=record.pk).exists():
        return record
    key = format_html(' data-key="{}"', key) if key else ""
    return format_html('<a href="{}"{}>{}</a>', record.get_absolute_url(), key, record)


@register.inclusion_tag("ui/_field.html")
def field(bound, unit="", soft="", hint="", label="", optional=True):
    """A bound field in the look: label, hint, error, control with its unit, soft warning."""
    form, name = bound.form, bound.name
    widget = bound.field.widget
    needed = bound.field.required or getattr(
        bound.field, "asked", False
    )  # asked: something else may stand for it
    kind = getattr(widget, "input_type", "")
    return {
        "field": bound,
        "unit": unit or getattr(form, "units", {}).get(name, ""),
        "soft": soft or getattr(form, "soft", {}).get(name, ""),
        "hint": hint or bound.help_text,
        "label": label or bound.label,
        "grouped": bound.use_fieldset,
        "box": kind == "checkbox" and not bound.use_fieldset,
        "optional": optional and not needed and kind != "checkbox",
    }
