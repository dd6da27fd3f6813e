"""Pages of batches: filed from a sheet or a message, seen as a whole, printed twice."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET

from accounts.models import Reading
from files.forms import KeptFileField
from files.sending import send
from passes.columns import sees_people
from passes.models import PassBatch
from passes.people import note_many
from passes.switching import views as list_views
from ui.forms import Form
from ui.keys import plain_key
from ui.lists import list_page
from ui.sheets.views import import_page
from ui.sheets.writing import workbook
from workflow.errors import Refused

from . import services, sheets
from .columns import COLUMNS, BatchFilter
from .importing import BatchImporter
from .register import RegisterImporter


class ScanForm(Form):
    scan = KeptFileField(label=gettext_lazy("盖章扫描件"), kinds=services.SCANS)


def batch_list(request):
    context = {
        "title": pgettext("many", "批次"),
        "views": list_views(request, "passes:batches"),
        "files": BatchImporter.may_import(request.user),
        "empty": {"title": _("还没有批次"), "say": _("一次为多辆车申请时，同一来函的申请在这里成批列出。")},
    }
    seen = PassBatch.objects.visible_to(request.user)
    return list_page(
        request, COLUMNS, seen, BatchFilter, "passes/batches.html", context, default_sort="-filed_at"
    )


def batch_new(request):
    back = reverse("passes:batches")
    return import_page(request, BatchImporter, template="passes/batch_new.html", back_url=back)


def register(request):
    """The register of what waits for an issuer outside the portal, and its results."""
    return import_page(request, RegisterImporter, back_url=f"{reverse('passes:list')}?status=recommended")


def seen_batch(user, pk):
    """The batch, or 404 for whom none of its passes exists."""
    seen = PassBatch.objects.visible_to(user).select_related("scan", "filed_by", "deed__unit")
    return get_object_or_404(seen, pk=plain_key(pk))


def batch_detail(request, pk):
    batch, form, status = seen_batch(request.user, pk), None, 200
    attaches = services.may_attach(batch, request.user)
    if request.method == "POST":
        form, status = ScanForm(request.POST, request.FILES), 400
        if form.is_valid():
            try:
                services.attach_scan(batch, form.cleaned_data["scan"], by=request.user)
            except Refused as refused:
                form.add_error(None, str(refused.sentence))
                status = 409
            else:
                messages.success(request, _("扫描件已上传。"))
                return redirect(batch)
    passes = sheets.passes_of(batch, request.user)
    note_many(request.user, Reading.How.PAGE, count=len(passes))
    context = {
        "title": str(batch),
        "batch": batch,
        "passes": passes,
        "totals": sheets.totals(passes),
        "form": form or (ScanForm() if attaches else None),
        "sees_people": sees_people(request.user),
    }
    return render(request, "passes/batch.html", context, status=status)


@require_GET
def batch_scan(request, pk):
    batch = seen_batch(request.user, pk)
    if batch.scan is None:
        raise Http404
    return send(batch.scan)


def batch_approval(request, pk):
    return _sheet(request, pk, sheets.APPROVAL, _("通行证审批表"))


def batch_result(request, pk):
    return _sheet(request, pk, sheets.RESULT, _("通行证办理结果表"))


def _sheet(request, pk, which, title):
    batch = seen_batch(request.user, pk)
    passes = sheets.passes_of(batch, request.user)
    note_many(request.user, Reading.How.PRINT, count=len(passes))
    titles, rows = sheets.table(passes, which, request.user)
    if request.GET.get("export") == "xlsx":
        widths = [
            max(6, 2 * max(len(str(cell)) for cell in column)) for column in zip(titles, *rows, strict=True)
        ]
        widths = [min(width, 40) for width in widths]
        return workbook(title, titles, rows, widths=widths, filename=f"batch-{batch.pk}-{which}")
    context = {
        "title": title,
        "batch": batch,
        "titles": titles,
        "rows": rows,
        "totals": sheets.totals(passes),
        "signers": sheets.signers(passes) if which == sheets.APPROVAL else [],
        "result": which == sheets.RESULT,
    }
    return render(request, "passes/batch_sheet.html", context)
