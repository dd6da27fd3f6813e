"""Pages of the duty roster."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Unit
from ui.lists import list_page
from ui.sheets.views import import_page
from workflow.errors import Refused
from workflow.pages import form_page

from . import roster
from .duty_columns import SHIFTS, ShiftFilter
from .duty_forms import PasteForm, ShiftForm
from .importing import DutyImporter
from .models import DutyShift
from .models.shifts import rostered_by


def may_roster(user):
    return DutyImporter.may_import(user)


def duty_list(request):
    """Who is on duty from now on, the nearest first."""
    context = {
        "title": _("值班表"),
        "export_name": _("值班表"),
        "may_roster": may_roster(request.user),
        "empty": {"title": _("还没有排班"), "say": _("逐班登记，或把全月值班表从表格粘贴进来。")},
    }
    shifts = DutyShift.objects.ahead().visible_to(request.user)
    return list_page(request, SHIFTS, shifts, ShiftFilter, "calls/duty.html", context, default_sort="since")


def duty_new(request):
    if not may_roster(request.user):
        raise PermissionDenied
    own = request.user.posts[0].unit.name
    form = ShiftForm(request.POST or None, user=request.user, initial={"unit": own})
    return form_page(
        request,
        form,
        lambda form: written(form, request.user) and reverse("calls:duty"),
        template="calls/duty_form.html",
        context={"title": _("登记值班"), "verb": _("登记")},
    )


def written(form, by):
    """The shift that a valid ``ShiftForm`` tells; page and REST alike."""
    row = dict(form.cleaned_data)
    roster.write_shifts([row], by=by)
    found = DutyShift.objects.standing().filter(unit=row["unit"], since=row["since"], post=row["post"])
    return found.get()


def duty_import(request):
    return import_page(request, DutyImporter, back_url=reverse("calls:duty"))


def duty_paste(request):
    """A month's roster, pasted; all of it or, with every error named, none."""
    if not may_roster(request.user):
        raise PermissionDenied
    form, report = PasteForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        importer = DutyImporter(by=request.user)
        content = form.cleaned_data["rows"].replace("\t", ",").encode()
        report = importer.run(content, name="paste.csv", dry_run=False)
        if report.done:
            messages.success(request, report.sentence)
            return redirect("calls:duty")
    context = {"title": _("粘贴值班表"), "verb": _("导入"), "form": form, "report": report}
    status = 200 if request.method != "POST" else 422
    return render(request, "calls/duty_paste.html", context, status=status)


def shift_detail(request, pk):
    """One shift with its corrections; whoever keeps the roster may strike it."""
    shifts = DutyShift.objects.visible_to(request.user).select_related("unit__region", "user", "deed__by")
    shift = get_object_or_404(shifts, pk=pk)
    may = Unit.objects.filter(rostered_by(request.user, ""), pk=shift.unit_id).exists()
    if request.method == "POST":
        try:
            roster.strike_shift(shift, by=request.user)
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, _("已取消这一班。"))
        return redirect("calls:duty")
    versions = DutyShift.objects.filter(unit=shift.unit_id, since=shift.since, post=shift.post)
    context = {
        "title": f"{shift.unit} {shift.name}",
        "shift": shift,
        "may_strike": may and shift.superseded_at is None and not shift.struck,
        "versions": versions.select_related("deed__by").order_by("-recorded_at", "-pk"),
    }
    return render(request, "calls/shift.html", context)
