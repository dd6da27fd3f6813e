"""What a list needs of a FilterSet: only the filters its reader may use, chips, unknown names."""

from copy import deepcopy
from functools import lru_cache

from django.db.models import Model
from django.utils.translation import gettext as _

from . import moments


def filterset_for(filterset_class, columns, user, data, queryset, request=None):
    """The FilterSet without the filters that read a column this person may not see; None without a class."""
    if filterset_class is None:
        return None
    filterset = filterset_class(data, queryset=queryset, request=request)
    seen = set(columns.seen(user))
    for name, filter_ in list(filterset.filters.items()):
        column = columns.of_filter(filter_)
        if column is not None and column not in seen:
            del filterset.filters[name]
    return filterset


@lru_cache(maxsize=256)
def parameter_names(filterset_class):
    """Every query parameter a FilterSet reads, the ends of ranges included."""
    if filterset_class is None:
        return frozenset()
    names = set()
    # Of a copy: a field once made stays with its filter, and made here it knows no request and so no choices.
    for name, filter_ in deepcopy(filterset_class.base_filters).items():
        names.add(name)
        widget = filter_.field.widget
        names |= {widget.suffixed(name, end) for end in getattr(widget, "suffixes", [])}
    return frozenset(names)


def active(filterset):
    """Names of the filters that were given something."""
    return [name for name, value in filterset.form.cleaned_data.items() if given(value)]


def given(value):
    if isinstance(value, slice):
        return value.start is not None or value.stop is not None
    return value is not None and value != "" and not (hasattr(value, "__len__") and len(value) == 0)


def chips(filterset, get, drop):
    """What the list is filtered by: label, words, and the query string without it."""
    shown = []
    for name in active(filterset):
        if name == "q":
            continue
        field = filterset.form.fields[name]
        widget = field.widget
        names = {name} | {widget.suffixed(name, end) for end in getattr(widget, "suffixes", [])}
        words = in_words(field, filterset.form.cleaned_data[name])
        shown.append({"label": field.label or name, "words": words, "url": drop(get, names)})
    return shown


def in_words(field, value):
    """A filter's value as a person would say it."""
    if isinstance(value, slice):
        ends = (in_words(field, value.start), in_words(field, value.stop))
        if value.start is None or value.stop is None:
            return (
                _("至多 %(most)s") % {"most": ends[1]}
                if value.start is None
                else _("至少 %(least)s") % {"least": ends[0]}
            )
        return f"{ends[0]}–{ends[1]}"
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, Model):
        return str(value)
    if hasattr(value, "hour"):
        return moments.moment(value)
    if hasattr(value, "year"):
        return moments.day(value)
    if not isinstance(value, str) and hasattr(value, "__iter__"):
        return _("、").join(in_words(field, one) for one in value)
    choices = {str(code): words for code, words in flat(getattr(field, "choices", ()))}
    return str(choices.get(str(value), value))


def flat(choices):
    for code, words in choices:
        if isinstance(words, list | tuple):
            yield from words
        else:
            yield code, words
