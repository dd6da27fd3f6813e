"""The import page every kind shares: choose a file, see what would happen, confirm exactly that file."""

import hashlib

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from . import uploads, writing
from .cells import SheetError
from .reading import content_of


def import_page(request, importer, template="ui/import.html", back_url="/"):
    """One URL: GET the form, ?template=1 the empty sheet, ?errors=TOKEN the error list, POST a check or a go.

    ``importer`` is the class; 403 unless it lets this person import. After a file was taken in, back to
    ``back_url``.
    """
    if not importer.may_import(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return handed_out(request, importer) or page(request, importer, template, back_url)
    if token := request.POST.get("confirm"):
        return confirmed(request, importer, template, back_url, token)
    if request.POST.get("cancel"):
        uploads.drop(request, request.POST["cancel"])
        return redirect(request.path)
    return checked(request, importer, template, back_url)


def page(request, importer, template, back_url, *, report=None, token="", wrong="", status=200):
    given = report.options if report else {}
    context = {
        "importer": importer,
        "fields": importer.columns.items(),
        "options": [
            (key, field, request.POST.get(key) or given.get(key, ""))
            for key, field in importer.options.items()
        ],
        "report": report,
        "token": token,
        "wrong": wrong,
        "pasted": request.POST.get("pasted", "") if not (report and report.ok) else "",
        "back_url": back_url,
    }
    return render(request, template, context, status=status)


def handed_out(request, importer):
    if "template" in request.GET:
        return writing.template_of(importer, request.user)
    if found := uploads.fetch(request, importer.kind, request.GET.get("errors", "")):
        entry, content = found
        return writing.errors_of(run(importer, request, entry, content, dry_run=True))
    return None


def run(importer, request, entry, content, *, dry_run):
    return importer(by=request.user, **entry["options"]).run(content, name=entry["name"], dry_run=dry_run)


def checked(request, importer, template, back_url):
    upload = request.FILES.get("file")
    if upload is None and importer.pasteable and request.POST.get("pasted", "").strip():
        upload = importer.from_paste(request.POST["pasted"])
    if upload is None:
        return page(
            request,
            importer,
            template,
            back_url,
            wrong=_("请先选择文件，或粘贴表格。") if importer.pasteable else _("请先选择文件。"),
            status=422,
        )
    try:
        content = content_of(upload)
    except SheetError as error:
        return page(request, importer, template, back_url, wrong=error.reason, status=422)
    options = {key: request.POST.get(key, "") for key in importer.options}
    entry = {"name": upload.name[:200], "options": options}
    report = run(importer, request, entry, content, dry_run=True)
    token = uploads.keep(
        request,
        importer.kind,
        content,
        name=entry["name"],
        digest=hashlib.sha256(content).hexdigest(),
        options={key: "" if value is None else str(value) for key, value in report.options.items()},
    )
    status = 200 if report.ok else 422
    return page(request, importer, template, back_url, report=report, token=token, status=status)


def confirmed(request, importer, template, back_url, token):
    found = uploads.fetch(request, importer.kind, token)
    if found is None or hashlib.sha256(found[1]).hexdigest() != found[0]["digest"]:
        wrong = _("这份文件已经导入或已过期，请重新选择文件。")
        return page(request, importer, template, back_url, wrong=wrong, status=409)
    report = run(importer, request, *found, dry_run=False)
    if not report.done:  # the world moved between the two presses
        return page(request, importer, template, back_url, report=report, token=token, status=409)
    uploads.drop(request, token)
    messages.success(request, report.sentence)
    return redirect(report.lands or back_url)
