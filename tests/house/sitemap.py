"""Every address of the portal, read from the URLconf."""

import re

from django.urls import URLPattern, URLResolver

_SKIPPED = ("static", "media")


def routes(resolver, prefix=""):
    """(route, pattern) of every page and REST address, nested ones included."""
    for entry in resolver.url_patterns:
        route = prefix + _plain(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern):
            yield "/" + route, entry


def list_routes(resolver):
    """Addresses that take no parameter."""
    return sorted(
        {route for route, _entry in routes(resolver) if "<" not in route and "sign-out" not in route}
    )


def record_routes(resolver, keys):
    """Addresses of records, with the keys of ``keys`` ({first part of the address: key}) filled in."""
    made = set()
    for route, _entry in routes(resolver):
        named = re.findall(r"<[^>]+>", route)
        if len(named) != 1:
            continue
        for start, key in keys.items():
            if route.startswith(start + "<"):
                made.add(route.replace(named[0], str(key)))
    return sorted(made)


def _plain(pattern):
    """A path's route as it is; a regular expression's (REST) as a route."""
    route = getattr(pattern, "_route", None)
    if route is not None:
        return str(route)
    text = str(pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
    if "format" in text:  # DRF's second spelling of the same address
        return "<format>"
    text = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", text)
    return text.replace("\\.", ".").replace("/?", "/")
