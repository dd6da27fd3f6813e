"""A pack's own page: how far it is, then the file, its seal and the sealed one. Only who asked for it."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from files.sending import send
from workflow.errors import Refused

from .kinds import declared
from .models import Pack
from .packing import done_of, is_given_up
from .receiving import StampedForm, receive
from .sealing import send_again

WAIT = 3  # seconds between looks, without script
SLOW = 30  # while it is away to be sealed: a round a minute goes there
TONES = {"waiting": "busy", "sent": "busy", "failed": "warn", "sealed": "ok"}


def pack_page(request, uid):
    pack = _own(request, uid)
    gone, state = is_given_up(pack), pack.seal_state
    offered = pack.file is not None and pack.sealed is None and may_seal(pack, request.user)
    context = {
        "title": pack.title,
        "pack": pack,
        "done": done_of(pack),
        "failed": gone,
        "wait": WAIT,
        "seal_state": (TONES[state], state.label) if state in TONES else None,
        "may_resend": state in ("sent", "failed") and bool(settings.SEALER),
        "seal_form": StampedForm() if offered else None,
    }
    response = render(request, "papers/pack.html", context)
    if not gone and pack.file is None:
        response["Refresh"] = str(WAIT)
    elif pack.seal_owed and not offered:  # a form being filled in is not taken away
        response["Refresh"] = str(SLOW)
    return response


def pack_file(request, uid):
    """As it was printed, byte for byte, whether or not it has come back sealed."""
    pack = get_object_or_404(_of(request.user).exclude(file=None), uid=uid)
    return send(pack.file)


def pack_sealed(request, uid):
    """The sealed file or the stamped scan, byte for byte."""
    return send(get_object_or_404(_of(request.user).exclude(sealed=None), uid=uid).sealed)


@require_POST
def pack_seal(request, uid):
    """Take in the stamped scan, or the sealed PDF, of the whole pack."""
    pack = _own(request, uid)
    if not may_seal(pack, request.user):
        raise PermissionDenied
    receive(request, Pack.objects.filter(pk=pack.pk), StampedForm)
    return redirect(pack)


@require_POST
def pack_resend(request, uid):
    pack = _own(request, uid)
    try:
        send_again(pack)
        messages.success(request, _("将重新送签，请稍候。"))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(pack)


def may_seal(pack, user):
    """Whoever may hand in stamped each of what the pack was printed of; its kind says."""
    kind = declared().get(pack.kind)
    return bool(kind and kind.may_seal and kind.may_seal(user, pack.keys))


def _own(request, uid):
    return get_object_or_404(_of(request.user), uid=uid)


def _of(user):
    return Pack.objects.filter(by=user).select_related("file", "sealed")
