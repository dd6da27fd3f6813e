"""Passes as PDF: one, or those selected as one file."""

import segno
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from accounts.models import Reading
from clock import clock
from papers.receiving import StampedForm, receive, sealed_of
from papers.views import paper_page
from passes import standing
from passes.apply import rules
from passes.columns import COLUMNS, sees_people
from passes.filters import PassFilter
from passes.models import VehiclePass
from passes.people import note_read
from passes.views import seen_pass
from ui.filters import filterset_for
from workflow.errors import Refused

from .printing import (
    PRINTABLE,
    base_of,
    chosen,
    link_of,
    may_seal,
    pack_of,
    papers_of,
    pass_paper,
    terms_in_words,
)


def pass_pdf(request, pk):
    record = seen_pass(request, pk)
    note_read(request.user, record, Reading.How.PRINT)
    try:
        paper = pass_paper(record, by=request.user, base=base_of(request))
    except Refused:
        context = {"title": record.plate, "record": record}
        return render(request, "passes/not_printable.html", context, status=409)
    return paper_page(request, paper, back=record.get_absolute_url())


@require_POST
def pass_seal(request, pk):
    """Take in the stamped scan, or the sealed PDF, of the last paper printed of this pass."""
    record = seen_pass(request, pk)
    if not may_seal(record, request.user):
        raise PermissionDenied
    receive(request, papers_of(record, request.user), StampedForm)
    return redirect(record)


def pass_sealed(request, pk, uid):
    record = seen_pass(request, pk)
    note_read(request.user, record, Reading.How.PRINT)
    return sealed_of(papers_of(record, request.user), uid)


@require_POST
def pass_pack(request):
    """The selected rows, or with ``all`` every pass of the list's conditions (the address's own query)."""
    try:
        if "all" in request.POST:
            found = narrowed(request, request.POST.get("all", ""))
        else:
            found = chosen(request.user, request.POST.getlist("selected"))
        return redirect(pack_of(found, by=request.user, base=base_of(request)))
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("passes:list")


def narrowed(request, query):
    """The passes of a list's conditions. Raises ``Refused`` for conditions that cannot be read."""
    seen = VehiclePass.objects.visible_to(request.user)
    data = QueryDict(query.lstrip("?"))
    found = filterset_for(PassFilter, COLUMNS, request.user, data or None, seen, request)
    if data and not found.is_valid():
        raise Refused(_("筛选条件有误，请改正后再查。"), code="invalid_filter")
    return found.qs


def pass_print(request, pk):
    """The pass as it is laid behind the windscreen. Only what holds, or will, is printed."""
    record = seen_pass(request, pk)
    note_read(request.user, record, Reading.How.PRINT)
    if standing.standing_of(record, clock.now()) not in PRINTABLE:
        return render(
            request, "passes/not_printable.html", {"title": record.plate, "record": record}, status=409
        )
    link = link_of(record, request.build_absolute_uri("/"))
    context = {
        "title": _("打印通行证"),
        "record": record,
        "days": rules.days_of(record.validity),
        "qr": segno.make(link, error="m", micro=False).svg_data_uri(border=2, dark="#000", light="#fff"),
        "link": link,
        "sees_people": sees_people(request.user),
        "words": in_chinese(record),
    }
    return render(request, "passes/print.html", context)


def in_chinese(record):
    """The paper is Chinese, whatever language its printer reads."""
    with override("zh-hans"):
        return {
            "scope": str(record.type.get_scope_display()),
            "goods": str(record.get_goods_category_display()),
            "terms": terms_in_words(record),
        }
