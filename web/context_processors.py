"""What the shell of every page shows: whose eyes, where to, how many, since when, in which light."""

from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from clock import clock
from ui import nav

THEMES = {"light", "dark"}


def shell(request):
    """Nothing is asked of the database unless the template shows it."""
    theme = request.COOKIES.get("theme", "")
    return {
        "shell": SimpleLazyObject(lambda: _entries(request)),
        "eyes": SimpleLazyObject(lambda: list(getattr(request.user, "eyes", None) or ())),
        "demonstration": SimpleLazyObject(clock.demonstration),
        "clock": SimpleLazyObject(clock.now),
        "theme": theme if theme in THEMES else "light",
        "english": (get_language() or "").startswith("en"),
    }


def _entries(request):
    user = getattr(request, "user", None)
    if not getattr(user, "is_authenticated", False):
        return {}
    shown = nav.entries(user, request.path)
    rail = [entry for entry in shown if entry["place"] == "rail"]
    for entry in [one for one in rail if one["phone"]][4:]:
        entry["phone"] = False
    single = {
        place: next((one for one in shown if one["place"] == place), None)
        for place in ("bell", "search", "leave")
    }
    return {
        "rail": rail,
        "tabs": nav.tabs_at(rail, request.path),
        "here": nav.here(shown),
        "person": [one for one in shown if one["place"] == "person"],
        **single,
    }
