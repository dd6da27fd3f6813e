"""What a park or firm no longer has, beside whatever rested on it."""

from django import template
from django.utils.html import format_html_join

from ui import cells

from ..standing import warnings

register = template.Library()


@register.simple_tag
def fallen(subject):
    """白名单已调出、已取消资格, with the day, as it is at this reading; nothing where all stands."""
    return format_html_join(" ", "{}", ((cells.state(tone, words),) for tone, words in warnings(subject)))
