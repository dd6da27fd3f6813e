"""Nobody gets past a gate (see gates): a page is answered by the page of the gate instead."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from . import gates, idle


class GateMiddleware:
    """After the middleware that asks for a sign-in; what needs none needs no gate either."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        gate = gates.standing(request)
        if request.method == "GET" and getattr(view, "for_a_wall", False) and gate in (None, gates.LOCKED):
            return None
        if gate is gates.LOCKED:
            return None if request.resolver_match.view_name == "accounts:sign_out" else idle.answer(request)
        if gate is not None and request.resolver_match.view_name not in gate.passable:
            return self.sent_to(gate, request)
        if not getattr(view, "passive", False):  # what a page asks by itself says nothing of the person
            gates.touch(request.session)
        return None

    @staticmethod
    def sent_to(gate, request):
        back = request.get_full_path() if request.method == "GET" else ""
        url = reverse(gate.page) + (f"?{urlencode({'next': back})}" if back not in {"", "/"} else "")
        if getattr(request, "htmx", False):
            return HttpResponse(status=204, headers={"HX-Redirect": url})
        return redirect(url)
