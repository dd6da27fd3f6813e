"""Attachments by page: handed in at the form, read by whoever sees the plan, taken away again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from files.sending import send
from plans.fill.page import ATTACHMENTS, FillPage
from plans.fill.views import fill_page, open_plan
from plans.models import PlanAttachment
from workflow.errors import Refused

from .forms import AttachmentForm
from .services import attach, remove


def seen_attachment(request, uid):
    """The attachment, or 404 for whom its plan does not exist."""
    seen = PlanAttachment.objects.visible_to(request.user).select_related("plan", "file")
    return get_object_or_404(seen, file__uid=uid)


def attachments_of(plan):
    """Where this plan's attachments are handed in."""
    return f"{reverse('plans:fill', args=[plan.pk])}?step={ATTACHMENTS}"


def plan_attach(request, pk):
    plan, version = open_plan(request, pk)
    if version is None:
        return redirect(plan)
    if request.method != "POST":
        return redirect(attachments_of(plan))
    form = AttachmentForm(request.POST, request.FILES)
    page = FillPage(plan, version, request.user, ATTACHMENTS)
    if not form.is_valid():
        return fill_page(request, page, status=400, attachment_form=form)
    try:
        attach(plan, form.cleaned_data["file"], kind=form.cleaned_data["kind"], by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return fill_page(request, page, status=409, attachment_form=form)
    messages.success(request, _("附件已上传。"))
    return redirect(attachments_of(plan))


@require_GET
def attachment(request, uid):
    return send(seen_attachment(request, uid).file)


@require_POST
def attachment_remove(request, uid):
    found = seen_attachment(request, uid)
    try:
        remove(found, by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("附件已移除。"))
    return redirect(attachments_of(found.plan))
