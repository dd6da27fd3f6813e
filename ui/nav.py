"""Each app names its own entries of the shell: ``nav = [NavEntry(…)]`` on its AppConfig."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class NavEntry:
    """``place``: rail (default), bell, search or person. ``roles``: None for everyone, else role codes.

    ``count(user)`` is a queryset of what waits, None for nothing to say; all are counted in one statement.
    ``short`` is the label for the narrow foot of a phone, where ``phone`` entries stand (four at most).
    ``views`` are the URL names of its saved views that have pages of their own: its tabs stand above them too.
    ``under`` names the entry of the rail among whose tabs this one stands (in the rail itself for those who
    have not got that one); ``tab`` is what an entry of the rail is called among its own tabs.
    """

    key: str
    label: Any
    url_name: str
    order: int = 50
    phone: bool = False
    roles: frozenset | set | None = None
    count: Callable | None = None
    place: str = "rail"
    short: Any = ""
    show: Callable | None = None
    under: str = ""
    tab: Any = ""
    views: tuple = ()

    def is_for(self, user):
        if self.show is not None and not self.show(user):
            return False
        return self.roles is None or bool(set(self.roles) & set(getattr(user, "roles", ())))


def declared():
    """All entries of all apps, in their order."""
    found = [entry for config in apps.get_app_configs() for entry in getattr(config, "nav", ())]
    return sorted(found, key=lambda entry: (entry.order, entry.key))


def entries(user, path="/"):
    """The entries this person has, those of the rail with their tabs and with what waits behind all of them.

    The one with the longest address the path begins with is current, and the one under which it stands.
    """
    shown, waiting = [], {}
    for entry in declared():
        if not entry.is_for(user):
            continue
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        if entry.count is not None:
            waiting[entry.key] = entry.count(user)
        shown.append(_shown(entry, url))
    counts = count_together(waiting)
    for one in shown:
        one["count"] = counts.get(one["key"]) or None
    _group(shown)
    placed = [one for one in shown if one["place"] in ("rail", "tab") and _within(path, one["url"])]
    if placed:
        here = max(placed, key=lambda one: (len(one["url"]), one["place"] == "rail"))
        for one in shown:
            one["current"] = one is here or here in one["tabs"]
    return shown


def tabs_at(shown, path):
    """The tabs to show above a page: those among which its own address, or a view's, is one; none above a record."""
    for one in shown:
        current = next((tab for tab in one["tabs"] if path == tab["url"] or path in tab["views"]), None)
        if current is not None:
            return [{**tab, "current": tab is current} for tab in one["tabs"]]
    return []


def here(shown):
    """The entry within which the address lies, a tab before the one it stands under; None at home."""
    current = [one for one in shown if one["current"]]
    return next((one for one in current if not any(tab["current"] for tab in one["tabs"])), None)


def _shown(entry, url):
    return {
        "key": entry.key,
        "label": entry.label,
        "short": entry.short or entry.label,
        "url": url,
        "count": None,
        "phone": entry.phone,
        "place": entry.place,
        "current": False,
        "under": entry.under,
        "tab": entry.tab,
        "views": [reverse(name) for name in entry.views],
        "tabs": [],
    }


def _group(shown):
    """Entries go among the tabs of the one they stand under, which counts what waits behind each."""
    rail = {one["key"]: one for one in shown if one["place"] == "rail"}
    for one in shown:
        parent = rail.get(one["under"])
        if parent is not None:
            one["place"] = "tab"
            parent["tabs"] = parent["tabs"] or [{**parent, "label": parent["tab"] or parent["label"]}]
            parent["tabs"].append(one)
    for parent in rail.values():
        parent["count"] = sum(tab["count"] or 0 for tab in parent["tabs"] or [parent]) or None


def count_together(querysets):
    """{name: number of rows} of several querysets in one statement; None stays None, an empty one is 0."""
    counts, parts, given = dict.fromkeys(querysets), [], []
    for name, queryset in querysets.items():
        if queryset is None:
            continue
        try:
            sql, params = queryset.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            counts[name] = 0
            continue
        parts.append((name, f"(SELECT count(*) FROM ({sql}) waiting)"))
        given += params
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(sql for _name, sql in parts)}", given)
            counts |= zip((name for name, _sql in parts), cursor.fetchone(), strict=True)
    return counts


def _within(path, url):
    return path == url or (url != "/" and path.startswith(url))
