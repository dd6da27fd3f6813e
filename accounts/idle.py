"""The idle lock: whoever left the desk types the password again, and nothing typed before is lost.

A form that was sent while the session was locked travels in the lock page itself, signed, and goes on to where it
was bound once the password is right: one press, no script.
"""

from django.core import signing
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from . import gates, throttling
from .forms import UnlockForm
from .models import SignIn
from .signing_log import write

SALT = "accounts.idle"
MOST = 200_000  # characters a page carries; a longer form has its draft in the browser
SECRET = ("password", "csrfmiddlewaretoken", "code")
FIELDS = ("unlock_password", "unlock_kept", "unlock")


def answer(request):
    """The lock page; None when it was opened just now and the request may go on."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    unlocking = request.method == "POST" and "unlock" in request.POST
    kept = request.POST.get("unlock_kept", "") if unlocking else keep(request)
    form = UnlockForm(request.POST if unlocking else None)
    if unlocking and form.is_valid() and unlocked(request, form):
        return go_on(request, kept)
    context = {
        "form": form,
        "kept": kept,
        "lost": request.method == "POST" and not kept,
        "files": bool(not unlocking and request.FILES),
        "title": _("已锁定"),
    }
    return render(request, "accounts/locked.html", context, status=423)


def unlocked(request, form):
    """Whether this person's own password was given; failures count as at the sign-in."""
    attempt = throttling.begin_attempt(request, request.user.username, request.user)
    if attempt.until:
        form.add_error(None, throttling.sentence(attempt.until))
        return False
    if not request.user.check_password(form.cleaned_data["unlock_password"]):
        write(request, SignIn.Outcome.WRONG, user=request.user, typed=request.user.username)
        form.add_error("unlock_password", _("密码不对。"))
        return False
    throttling.succeed(attempt)
    write(request, SignIn.Outcome.UNLOCKED, user=request.user)
    gates.touch(request.session, now=True)
    return True


def keep(request):
    """What was sent, signed for this person and this address; '' where nothing was, or where it is too long."""
    if request.method != "POST":
        return ""
    fields = [(name, values) for name, values in request.POST.lists() if not _is_secret(name)]
    whole = signing.dumps([request.user.pk, request.get_full_path(), fields], salt=SALT, compress=True)
    return whole if len(whole) <= MOST else ""


def go_on(request, kept):
    """Back to the page, or on with the form that was sent: the view sees it as if it came just now."""
    whole = read(request, kept)
    if whole is None:
        return redirect(request.get_full_path())
    fields = QueryDict(mutable=True)
    for name, values in whole:
        fields.setlist(name, values)
    request.POST, request._files = fields, MultiValueDict()
    # Another gate may still stand, such as a second factor set up elsewhere meanwhile.
    return redirect(request.get_full_path()) if gates.standing(request) else None


def read(request, kept):
    try:
        user, path, fields = signing.loads(kept, salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        return None
    return fields if (user, path) == (request.user.pk, request.get_full_path()) else None


def _is_secret(name):
    return name in FIELDS or any(word in name.lower() for word in SECRET)
