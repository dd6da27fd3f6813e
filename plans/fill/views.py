"""The form page by page: saved on each press, submitted when nothing stops it, without script."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plans import services
from plans.answers import questions_of
from plans.attachments.forms import AttachmentForm
from plans.models import Plan
from plans.questions.base import START
from plans.review.remarks import mark_ticked, remarks_to_mend
from plans.views import may_fill, seen_plan
from ui.keys import plain_key
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone, Refused

from .forms import form_for
from .page import ATTACHMENTS, FillPage, tell_theirs
from .presence import use_section
from .services import SavedMeanwhile


def open_plan(request, pk):
    """The plan and its open version, None where it is not open; 404 unseen, 403 not this person's to fill in."""
    plan = seen_plan(request, pk)
    version = plan.versions.filter(frozen_at=None).first()
    verb = "supplement" if version is not None and version.supplement else "edit"
    if version is None or plan.status not in Plan.MOVES[verb].sources:
        return plan, None
    if not may_fill(plan, request.user, version.supplement):
        raise PermissionDenied
    return plan, version


def plan_fill(request, pk):
    plan, version = open_plan(request, pk)
    if version is None:
        return redirect(plan)
    page = FillPage(plan, version, request.user, request.GET.get("step", START))
    if request.method != "POST":
        return fill_page(request, page)
    posted, questions = request.POST, questions_of(version)
    standing = {section.key: section for section in version.sections.all()}
    sent = [part for part in questions.parts if f"revision_{part.key}" in posted]
    page.forms = {part.key: form_for(version.question_set, part.key)(posted) for part in sent}
    if not all(form.is_valid() for form in page.forms.values()):
        return fill_page(request, page, status=400)
    answers = {
        key: taken_over(key, form.answers(), posted, standing[key].answers)
        for key, form in page.forms.items()
    }
    try:
        services.save_sections(
            plan,
            answers,
            by=request.user,
            revisions=revisions_of(posted, answers),
            yardstick=page.yardstick,
        )
        mark_ticked(plan, posted.getlist("mended"), by=request.user, among=answers)
    except SavedMeanwhile as meanwhile:
        for part, section in meanwhile.clashes:
            tell_theirs(page.forms[part.key], section)
            page.clashes[part.key] = section
        messages.error(request, meanwhile.sentence)
        # Whoever has read what the other wrote may save over it.
        return fill_page(request, page, status=409)
    return _saved(request, page, questions)


def _saved(request, page, questions):
    """Where the press leads once everything is saved."""
    posted, version = request.POST, page.version
    if "submit" in posted:
        return _submitted(request, page)
    if questions.part(posted.get("take_over", "")):
        use_section(version, posted["take_over"], by=request.user, take_over=True)
    if "more" in posted:
        fresh = FillPage(page.plan, version, request.user, page.step_key)
        return fill_page(request, fresh, more=posted["more"])
    to = posted.get("go") or page.step.key
    messages.success(request, _("已保存。"))
    asked = {} if to == START else {"step": to}
    return redirect(f"{request.path}?{urlencode(asked)}" if asked else request.path)


def _submitted(request, page):
    try:
        with pressed_once(f"{request.user.pk}:{request.POST.get('key') or uuid.uuid4().hex}"):
            verb = services.hand_in if page.version.supplement else services.submit_plan
            verb(page.plan, by=request.user)
    except AlreadyDone:
        return redirect(page.plan)
    except Refused as refused:
        if refused.code != "incomplete":
            messages.error(request, refused.sentence)
        fresh = FillPage(page.plan, page.version, request.user, page.step_key)
        return fill_page(request, fresh, status=409, checked=True)
    said = (
        _("补充内容已交，审核单位看到的是差异。") if page.version.supplement else _("已提交，等待属地初审。")
    )
    messages.success(request, said)
    return redirect(page.plan)


def revisions_of(posted, keys):
    """The revisions the page was opened with; what cannot be read counts as never seen."""
    given = {key: plain_key(posted.get(f"revision_{key}", "")) for key in keys}
    return {key: -1 if number is None else number for key, number in given.items()}


def taken_over(part, answers, posted, theirs):
    """These answers of a section, the other person's where "采用对方的" was pressed, for one or for all of it."""
    taken = set(answers) if posted.get("yield") == part else set(posted.getlist("take"))
    return {key: theirs.get(key) if key in taken else answer for key, answer in answers.items()}


def fill_page(request, page, *, status=200, checked=False, more="", attachment_form=None):
    """``checked``: submission was tried, so everything that stops it is listed at the top. ``more``: a table that
    is to offer more empty rows."""
    plan = page.plan
    context = {
        "title": _("填写方案") if page.rest else _("填写启动表"),
        "plan": plan,
        "version": page.version,
        "page": page,
        "checked": checked and page.stopping,
        "returned": plan.steps.filter(target=Plan.Status.RETURNED).select_related("deed__unit").last(),
        "key": uuid.uuid4().hex,
        "remarks": remarks_to_mend(plan),
        "here": page.step.key,
        "more": more,
        "attachment_form": attachment_form or (AttachmentForm() if page.step.key == ATTACHMENTS else None),
    }
    return render(request, "plans/fill.html", context, status=status)
