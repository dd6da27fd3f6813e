"""Nobody gets past the door or a gate (see gates): a page is answered by the page of the gate instead."""

from urllib.parse import urlencode, urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from . import gates, idle


def page_of(request):
    """Where to go on afterwards: the page asked for, or the page a button was pressed on; '' where nobody knows.

    The address a button sends to may show nothing by itself (passes/decide/).
    """
    htmx = getattr(request, "htmx", None)
    if htmx and htmx.current_url_abs_path:
        return htmx.current_url_abs_path
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure()):
        return ""
    parts = urlsplit(came_from)
    return parts.path + (f"?{parts.query}" if parts.query else "")


class DoorMiddleware(LoginRequiredMiddleware):
    """Asks for a sign-in, and then leads back to a page that can be shown."""

    def handle_no_permission(self, request, view_func):
        return sent_to(with_next(resolve_url(self.get_login_url(view_func)), request), request)


def with_next(url, request):
    back = page_of(request)
    return url + (f"?{urlencode({'next': back})}" if back not in {"", "/"} else "")


def sent_to(url, request):
    """The whole page goes there, also where only a part of it was asked for: a sign-in never stands within a list."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


class GateMiddleware:
    """After the middleware that asks for a sign-in; what needs none needs no gate either."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "is_behind_the_door", False):
            # Who sits down next finds by the back button what the browser kept: it keeps none of these pages.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        request.is_behind_the_door = True
        gate = gates.standing(request)
        if request.method == "GET" and getattr(view, "for_a_wall", False) and gate in (None, gates.LOCKED):
            return None
        if gate is gates.LOCKED:
            return None if request.resolver_match.view_name == "accounts:sign_out" else idle.answer(request)
        if gate is not None and request.resolver_match.view_name not in gate.passable:
            return sent_to(with_next(reverse(gate.page), request), request)
        if not getattr(view, "passive", False):  # what a page asks by itself says nothing of the person
            gates.touch(request.session)
        return None
