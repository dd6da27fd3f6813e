"""The pack's page: how old it is, make it now, take it along."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .status import allow, status, whole
from .writing import make_pack


def pack(request):
    """GET shows it; POST makes it at once, in the request: whoever presses this may not count on a worker."""
    allow(request.user)
    if request.method == "POST":
        make_pack()
        messages.success(request, _("已生成。请下载到U盘或打印备用。"))
        return redirect("outage:pack")
    return render(request, "outage/pack.html", {"title": _("停机应急包"), **status()})


@require_safe
def pack_file(request):
    allow(request.user)
    return zip_response()


def zip_response():
    try:
        content = whole()
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(content, as_attachment=True, filename="outage.zip")
    response["Cache-Control"] = "private, no-store"
    return response
