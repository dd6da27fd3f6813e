"""The checkpoint page itself: no login, installable, kept on the phone by its own worker."""

import hashlib

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from passes.kinds import Goods
from passes.plates import PROVINCES
from passes.roadside.outcomes import Verdict

from . import phone_words

FOLDER = settings.BASE_DIR / "static" / "checkpoint"
OTHERS = (
    "vendor/zxing.js",
    "vendor/zxing.wasm",
    "vendor/jsqr.js",
    "vendor/noble-ed25519.js",
    "mark.svg",
    "checkpoint/page.css",
)
OWN = ["'self'"]
strict = csp_update({"worker-src": OWN, "connect-src": OWN, "manifest-src": OWN})


@login_not_required
@strict
@never_cache
@require_safe
def page(request):
    """The same page for everybody: whose phone it is stands in the phone."""
    context = {
        "words": phone_words.words(),
        "goods": {code: str(label) for code, label in Goods.choices},
        "provinces": PROVINCES,
        "verdicts": Verdict.values,
        "title": _("查验"),
    }
    return render(request, "checkpoints/phone.html", context)


@login_not_required
@never_cache
@require_safe
def worker(request):
    """The service worker; its version is that of all it keeps, so that a new release is fetched whole."""
    kept = [static(name) for name in (*(f"checkpoint/{one.name}" for one in modules()), *OTHERS)]
    page_address = reverse("checkpoints:phone")
    text = "\n".join([*kept, *phone_words.words().values(), get_language() or ""]) + _stamp()
    context = {
        "version": hashlib.sha256(text.encode()).hexdigest()[:16],
        "assets": [page_address, reverse("checkpoints:manifest"), *kept],
        "page": page_address,
    }
    return render(request, "checkpoints/worker.js", context, content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
def manifest(request):
    """What an installed page is called and looks like."""
    start = reverse("checkpoints:phone")
    icon = {"src": static("mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    body = {
        "name": _("通行证查验"),
        "short_name": _("查验"),
        "lang": get_language(),
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#14181d",
        "icons": [icon],
    }
    return JsonResponse(body, content_type="application/manifest+json")


def modules():
    return sorted(FOLDER.glob("*.js"))


def _stamp():
    """What tells one release from another where assets keep their names (tests, development)."""
    return "".join(hashlib.sha256(one.read_bytes()).hexdigest() for one in [*modules(), FOLDER / "page.css"])
