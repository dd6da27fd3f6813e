"""Every address of the portal, read from the URLconf."""

import re

from django.urls import URLPattern, URLResolver, resolve

_SKIPPED = ("static", "media")
METHODS = ("get", "post", "put", "patch", "delete")  # REST's; a page's are the first two


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
    """Addresses of records, with the keys of ``keys`` ({the address before the key: key}) filled in."""
    made = {_filled(route, keys) for route, _entry in routes(resolver) if "<" in route}
    return sorted(url for url in made if "<" not in url)


def methods(url):
    """What may be tried at an address."""
    return METHODS if url.startswith("/api/") else METHODS[:2]


def methods_of(url):
    """Those for which the address has anything to do; any other is 405 whoever asks."""
    view = resolve(url).func
    known = getattr(view, "actions", None)  # a view set's, by method
    if known is None:
        kind = getattr(view, "cls", None) or getattr(view, "view_class", None)
        known = [one for one in METHODS if hasattr(kind, one)] if kind else METHODS
    return [one for one in methods(url) if one in known]


def keyless_routes(resolver, keys):
    """Routes of records for which ``keys`` has no key."""
    return {route for route, _entry in routes(resolver) if "<" in _filled(route, keys)}


def _filled(route, keys):
    """The route with its placeholders filled from the left, as far as there are keys."""
    while named := re.search(r"<[^>]+>", route):
        key = keys.get(route[: named.start()])
        if key is None or "format" in named[0]:
            break
        route = route.replace(named[0], str(key), 1)
    return route


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
