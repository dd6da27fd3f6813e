"""The start form on one page: saved on each press, submitted when nothing stops it, without script."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone, Refused

from . import services
from .answer_forms import form_for
from .answers import flat, questions_of
from .filling import SavedMeanwhile
from .models import Plan
from .questions.base import START
from .reading import parts_of, words
from .views import seen_plan


def plan_fill(request, pk):
    plan = seen_plan(request, pk)
    if plan.status not in Plan.MOVES["edit"].sources:
        return redirect(plan)
    if not Plan.objects.open_to(request.user, "edit").filter(pk=plan.pk).exists():
        raise PermissionDenied
    version = plan.versions.get(frozen_at=None)
    sections = {section.key: section for section in version.sections.all()}
    revisions = {key: section.revision for key, section in sections.items()}
    form_class = form_for(version.question_set)
    if request.method != "POST":
        return _page(request, plan, version, form_class(initial=flat(sections.values())), revisions)
    form = form_class(request.POST)
    seen = _revisions(request.POST, revisions)
    if not form.is_valid():
        return _page(request, plan, version, form, seen, status=400)
    parted = questions_of(version).parted(form.answers())
    # This page asks the start form alone; the rest has pages of its own and is not touched here.
    parted = {part.key: parted[part.key] for part in questions_of(version).start_parts}
    try:
        services.save_sections(plan, parted, by=request.user, revisions=seen)
    except SavedMeanwhile as meanwhile:
        _tell_others(form, meanwhile)
        messages.error(request, meanwhile.sentence)
        # Whoever has read what the other wrote may save over it.
        return _page(request, plan, version, form, revisions, status=409)
    if "submit" not in request.POST:
        messages.success(request, _("已保存。"))
        return redirect(request.path)
    return _submitted(request, plan, version)


def _submitted(request, plan, version):
    try:
        with pressed_once(f"{request.user.pk}:{request.POST.get('key') or uuid.uuid4().hex}"):
            services.submit_plan(plan, by=request.user)
    except AlreadyDone:
        return redirect(plan)
    except Refused as refused:
        if refused.code != "incomplete":
            messages.error(request, refused.sentence)
        sections = list(version.sections.all())
        form = form_for(version.question_set)(initial=flat(sections))
        revisions = {section.key: section.revision for section in sections}
        return _page(request, plan, version, form, revisions, status=409, checked=True)
    messages.success(request, _("已提交，等待属地初审。"))
    return redirect(plan)


def _revisions(posted, standing):
    """The revisions the page was opened with; what cannot be read counts as never seen."""
    given = {key: posted.get(f"revision_{key}", "") for key in standing}
    return {key: int(text) if text.isascii() and text.isdigit() else -1 for key, text in given.items()}


def _tell_others(form, meanwhile):
    """Under each answer that differs, what the other person wrote."""
    for part, section in meanwhile.clashes:
        for question in part.questions:
            theirs = section.answers.get(question.key)
            if theirs != form.answers()[question.key]:
                said = words(question, theirs) or _("未填")
                form.theirs[question.key] = _("{person}填的是：{answer}").format(
                    person=section.saved_by, answer=said
                )


def _page(request, plan, version, form, revisions, *, status=200, checked=False):
    """``checked``: submission was tried, so everything that stops it is listed at the top."""
    parts = [read for read in parts_of(version) if read.part.need == START]
    lines = [line for part in parts for line in part.lines]
    stopping = [line for line in lines if any(f.severity == "block" for f in line.findings)]
    context = {
        "title": _("填写启动表"),
        "plan": plan,
        "version": version,
        "parts": parts,
        "form": form,
        "revisions": revisions,
        "stopping": stopping if checked else [],
        "answered": sum(part.answered for part in parts),
        "asked": sum(part.asked for part in parts),
        "returned": plan.steps.filter(target=Plan.Status.RETURNED).select_related("deed").last(),
        "last_saved": max((p.section for p in parts if p.section.saved_at), key=_saved_at, default=None),
        "key": uuid.uuid4().hex,
    }
    return render(request, "plans/fill.html", context, status=status)


def _saved_at(section):
    return section.saved_at
