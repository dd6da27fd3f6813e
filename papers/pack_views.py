"""A pack's own page: how far it is, then the file. Only who asked for it."""

from django.shortcuts import get_object_or_404, render

from files.sending import send

from .models import Pack
from .packing import done_of, is_given_up

WAIT = 3  # seconds between looks, without script


def pack_page(request, uid):
    pack = _own(request, uid)
    gone = is_given_up(pack)
    context = {"title": pack.title, "pack": pack, "done": done_of(pack), "failed": gone, "wait": WAIT}
    response = render(request, "papers/pack.html", context)
    if not gone and pack.file is None:
        response["Refresh"] = str(WAIT)
    return response


def pack_file(request, uid):
    pack = get_object_or_404(_of(request.user).exclude(file=None), uid=uid)
    return send(pack.file)


def _own(request, uid):
    return get_object_or_404(_of(request.user), uid=uid)


def _of(user):
    return Pack.objects.filter(by=user).select_related("file")
