"""Pages of call sheets: fetch, call, answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Reading, Role
from accounts.reading import note
from ui.lists import list_page
from workflow.errors import Refused
from workflow.pages import form_page, record_page

from . import reading, services
from .columns import CALLS, SHEETS, TONES
from .duty import duty_of
from .filters import CallFilter, SheetFilter
from .forms import SheetForm
from .models import Call, CallSheet
from .opening import open_sheet

CALLING = (Role.TERRITORIAL, Role.DISTRICT, Role.CITY)


def sheet_list(request):
    context = {
        "title": _("电话通知单"),
        "may_open": request.user.holds(*CALLING),
        "empty": {"title": _("还没有通知单"), "say": _("下达启动或发布管控通告后，这里会自动开出通知单。")},
    }
    sheets = CallSheet.objects.visible_to(request.user)
    return list_page(
        request, SHEETS, sheets, SheetFilter, "calls/list.html", context, default_sort="-opened_at"
    )


def sheet_new(request):
    if not request.user.holds(*CALLING):
        raise PermissionDenied
    form = SheetForm(request.POST or None, user=request.user)
    return form_page(
        request,
        form,
        lambda form: opened(form, request.user).get_absolute_url(),
        template="calls/form.html",
        context={"title": _("开电话通知单"), "verb": _("开单")},
    )


def opened(form, by):
    """The sheet that a valid ``SheetForm`` asks for; page and REST alike."""
    return open_sheet(form.firms, by=by, subject=form.cleaned_data["subject"])


def sheet_detail(request, pk):
    """The sheet's firms, those not yet reached first; 导出 gives it as a table."""
    sheet = seen_sheet(request, pk)
    lines = reading.by_territory(sheet, request.user)
    firms, reached = reading.totals(lines)
    context = {
        "title": str(sheet),
        "sheet": sheet,
        "export_name": f"{_('电话通知单')}-{sheet.subject}",
        "lines": lines,
        "said": reading.said(firms, reached),
        "left": firms - reached,
        "may_call": request.user.holds(*CALLING),
        "duty": duty_of(request.user),
    }
    calls = Call.objects.visible_to(request.user).filter(sheet=sheet).with_urgency()
    return list_page(request, CALLS, calls, CallFilter, "calls/sheet.html", context, default_sort="status")


def sheet_print(request, pk):
    sheet = seen_sheet(request, pk)
    calls = list(reading.rows_of(sheet, request.user))
    note(request.user, CallSheet, Reading.How.PRINT, key=sheet.pk, count=len(calls))
    firms, reached = reading.totals(reading.by_territory(sheet, request.user))
    context = {
        "title": str(sheet),
        "sheet": sheet,
        "calls": calls,
        "said": reading.said(firms, reached),
        "duty": duty_of(request.user),
    }
    return render(request, "calls/print.html", context)


def sheet_text(request, pk):
    """Plain text, to be pasted into a chat group."""
    sheet = seen_sheet(request, pk)
    note(request.user, CallSheet, Reading.How.EXPORT, key=sheet.pk)
    text = reading.as_text(sheet, request.user)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_POST
def sheet_next(request, pk):
    """拨打下一家: the next firm not reached, kept from other callers meanwhile."""
    sheet = seen_sheet(request, pk)
    if not request.user.holds(*CALLING):
        raise PermissionDenied
    return onward(request, sheet)


def onward(request, sheet):
    """To the next firm of the sheet, or back to the sheet when there is none to call."""
    call = services.claim_next(sheet, by=request.user)
    if call is None:
        messages.success(request, _("没有轮到您拨打的企业了。"))
        return redirect(sheet)
    return redirect(call)


def call_detail(request, pk):
    """One firm: its telephone large, the four ways a call ends under the thumb."""
    calls = Call.objects.visible_to(request.user).select_related(
        "sheet", "loop", "calling_by", "enterprise__park", "enterprise__town", "enterprise__county"
    )
    call = get_object_or_404(calls, pk=pk)
    if request.method == "POST" and request.POST.get("do") in ("claim", "put_back"):
        return taken(request, call)
    context = {
        "title": str(call),
        "sheet": call.sheet,
        "state": (TONES[call.status], call.get_status_display()),
        "caller": call.caller(),
        "may_call": request.user.holds(*CALLING),
    }
    response = record_page(request, call, verbs=services.VERBS, template="calls/call.html", context=context)
    if response.status_code == 302 and request.POST.get("then") == "next":
        return onward(request, call.sheet)
    return response


def taken(request, call):
    """Take the firm, or set it aside and go on."""
    try:
        if request.POST["do"] == "claim":
            services.claim(call, by=request.user)
            return redirect(call)
        services.put_back(call, by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(call)
    return onward(request, call.sheet)


def seen_sheet(request, pk):
    return get_object_or_404(CallSheet.objects.visible_to(request.user), pk=pk)
