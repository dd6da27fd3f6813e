"""The pack's page: how old it is, make it now, take it along."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Reading
from accounts.reading import note
from workflow.errors import Refused

from .status import allow, sheets, status, whole
from .writing import make_pack


def pack(request):
    """GET shows it; POST makes it at once, in the request: whoever presses this may not count on a worker."""
    allow(request.user)
    if request.method == "POST":
        try:
            make_pack(request.build_absolute_uri("/")[:-1])
            messages.success(request, _("已生成。请下载到U盘或打印备用。"))
        except Refused as refused:
            messages.error(request, refused.sentence)
        return redirect("outage:pack")
    return render(request, "outage/pack.html", {"title": _("停机应急包"), **status()})


@require_safe
def pack_file(request):
    allow(request.user)
    return zip_response(request.user)


@require_safe
def pack_print(request):
    """The print, opened in the browser to be sent to the printer from there."""
    allow(request.user)
    return print_response(request.user)


def zip_response(user):
    return _sent(user, Reading.How.EXPORT, whole, as_attachment=True, filename="outage.zip")


def print_response(user):
    return _sent(user, Reading.How.PRINT, sheets, filename="outage.pdf", content_type="application/pdf")


def _sent(user, way, opened, **how):
    """The file, its leaving noted: it holds the call sheet and the rosters."""
    try:
        content = opened()
    except FileNotFoundError as missing:
        raise Http404 from missing
    note(user, "outage.Pack", way)
    response = FileResponse(content, **how)
    response["Cache-Control"] = "private, no-store"
    return response
