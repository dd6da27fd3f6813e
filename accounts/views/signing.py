"""The door: sign in, sign out, change of person."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.template.loader import select_template
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from regions.models import Region
from ui import nav

from .. import throttling
from ..forms import SignInForm
from ..models import SignIn, Unit, User
from ..signing_log import write


@login_not_required
@never_cache
@ensure_csrf_cookie
@sensitive_post_parameters("password")
def sign_in(request):
    """By user name or telephone and password; a door shut by failures says until when."""
    if request.method != "POST" and request.user.is_authenticated:
        return redirect(safe_next(request))
    form, status = SignInForm(request.POST or None), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            status = attempted(request, form)
        if status == 302:
            return redirect(safe_next(request))
    return render(request, "accounts/sign_in.html", {"form": form, **_around(request)}, status=status)


def attempted(request, form):
    """The status of the answer; 302 once signed in."""
    typed, password = form.cleaned_data["username"], form.cleaned_data["password"]
    attempt = throttling.begin_attempt(request, typed, User.objects.known_as(typed))
    if attempt.until:
        form.add_error(None, throttling.sentence(attempt.until))
        return 429
    user = authenticate(request, username=typed, password=password)
    if user is None:
        write(request, SignIn.Outcome.WRONG, user=User.objects.known_as(typed), typed=typed)
        form.add_error(None, _("用户名或密码不对。"))
        return 400
    throttling.succeed(attempt)
    login(request, user)
    write(request, SignIn.Outcome.OK, user=user, typed=typed)
    return 302


@login_not_required
@require_POST
def sign_out(request):
    """Ends the session; with ``next`` the same page waits for whoever signs in next (换人)."""
    if request.user.is_authenticated:
        write(request, SignIn.Outcome.SIGNED_OUT, user=request.user)
    back = safe_next(request, "")
    logout(request)
    return redirect(reverse("accounts:sign_in") + (f"?{urlencode({'next': back})}" if back else ""))


def safe_next(request, otherwise="/"):
    """Where to go on: only addresses of this portal."""
    url = request.POST.get("next") or request.GET.get("next") or otherwise
    if url and not url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure()):
        return otherwise
    return url


def _around(request):
    """What stands around the form: whose portal this is, its map, what needs no sign-in."""
    own = settings.OWN_REGION
    offices = Unit.objects.filter(kind=Unit.Kind.ECONOMIC_BUREAU, region__code=own)
    return {
        "title": _("登录"),
        "next": safe_next(request, ""),
        "office": offices.values_list("name", flat=True).first(),
        "public": [entry for entry in map(_public, nav.declared()) if entry],
        "map": select_template([f"accounts/maps/{own}.html", "accounts/maps/none.html"]),
        "names": {region.code: str(region) for region in Region.objects.own().counties()},
    }


def _public(entry):
    """An entry of the navigation that needs no sign-in, such as the verification of passes."""
    if entry.place != "public":
        return None
    try:
        return {"label": entry.label, "url": reverse(entry.url_name)}
    except NoReverseMatch:
        return None
