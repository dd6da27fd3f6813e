"""Pages of plans: list, record, beginning, print. Filling in has a file of its own, loops too."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Reading, Role
from accounts.reading import note
from ui.lists import list_page
from workflow.claim_history import with_claims
from workflow.pages import form_page, record_page
from workflow.verbs import history

from . import services
from .attachments.services import with_attachments
from .columns import PLAN_TONES, PLANS
from .filters import PlanFilter
from .forms import StartForm
from .loops.services import order_preview
from .many.verbs import many_of
from .models import Plan, PlanAttachment
from .paper.printing import paper_context
from .questions.base import UNDERTAKING
from .review.desk import desk, quiet_claims
from .review.reading import compared_with, difference, parts_of
from .review.shown import version_shown
from .verbs import ELSEWHERE, PAGE_VERBS, VERBS  # noqa: F401  VERBS: every life's page names its verbs
from .versions import shown_version


def plan_list(request):
    plans = Plan.objects.visible_to(request.user).with_subject()
    may_start = request.user.holds(Role.CLERK, Role.TERRITORIAL)
    context = {
        "title": _("方案"),
        "export_name": _("闭环方案"),
        "views": _views(request),
        "may_start": may_start,
        "bulk": [
            {"verb": many.verb, "label": many.select, "url": many.url} for many in many_of(request.user)
        ],
        "empty": {
            "title": _("还没有方案"),
            "say": _("填一张启动表即可提交，约二十项。") if may_start else _("企业或属地提交后列在这里。"),
            "url": reverse("plans:new") if may_start else "",
            "label": _("新建方案"),
        },
    }
    return list_page(request, PLANS, plans, PlanFilter, "plans/list.html", context, default_sort="-moved_at")


def _views(request):
    user, chosen = request.user, request.GET
    mine = [("waiting", "fill", _("待我填写"))] if user.holds(Role.CLERK, Role.TERRITORIAL) else []
    if user.holds(Role.TERRITORIAL, Role.DISTRICT, Role.CITY):
        mine.insert(0, ("waiting", "review", _("待我审核")))
    if user.holds(Role.TERRITORIAL, Role.DISTRICT, Role.CITY):
        mine += [("claimed", "mine", _("我领办的")), ("check", "overdue", _("容缺逾期"))]
    tabs = [
        *mine,
        ("status", "returned", _("退回补正")),
        ("status", "filed", _("已备案")),
        ("rest", "overdue", _("逾期未补齐")),
    ]
    now = tuple(chosen.get(name) for name in ("waiting", "status", "claimed", "check", "rest"))
    listed = [
        {"url": f"?{name}={value}", "label": label, "current": chosen.get(name) == value}
        for name, value, label in tabs
    ]
    return [{"url": request.path, "label": _("全部"), "current": not any(now)}, *listed]


def seen_plan(request, pk):
    """The plan, or 404 for whom it does not exist."""
    plans = Plan.objects.visible_to(request.user).select_related(
        "enterprise__county",
        "enterprise__park",
        "enterprise__town",
        "park__county",
        "filed_by",
        "claimed_by",
    )
    return get_object_or_404(plans, pk=pk)


def plan_detail(request, pk):
    plan = seen_plan(request, pk)
    version = shown_version(plan)
    # Refused because another version stands there now: it is read against the one that was on the screen.
    shown = version_shown(plan, request.POST.get("sha256", ""))
    older = shown if shown and shown != version else compared_with(version)
    parts = parts_of(version)
    supplement = plan.versions.filter(frozen_at=None, supplement=True).first()
    context = {
        "title": str(plan),
        "state": (PLAN_TONES[plan.status], plan.get_status_display()),
        "version": version,
        "versions": plan.versions.all(),
        "parts": parts,
        "older": older,
        "older_is_own": older is not None and older.plan_id == plan.pk,
        "changes": difference(older, version) if older else [],
        "may_fill": may_fill(plan, request.user, supplement is not None),
        "next_fill": _next_fill(plan, request.user),
        "supplement": supplement,
        "may_order": _may_order(plan, request.user),
        "loop": plan.enterprise and plan.enterprise.loops.open().first(),
        "remarking": request.GET.get("remark") or request.POST.get("question"),
        "attachments": PlanAttachment.objects.of_version(version).select_related("file", "by"),
        "steps": with_attachments(with_claims(history(plan), plan), version),
        **desk(plan, version, parts, request.user),
        **paper_context(plan, request.user),
        "seal_url": "plans:seal",
        "sealed_url": "plans:sealed",
    }
    quiet = {*ELSEWHERE, *quiet_claims(plan, request.user)}
    quiet.add("hand_in" if context["supplement"] is None else "supplement")
    if not plan.needs_city:
        quiet.add("agree")
    if not plan.may_start_unchecked or plan.checked_at:
        quiet.add("file_unchecked")
    return record_page(
        request, plan, verbs=PAGE_VERBS, template="plans/detail.html", context=context, quiet=quiet
    )


def _next_fill(plan, user):
    """Whoever has just submitted one of several goes on with the next they have begun; None else."""
    if plan.filed_by_id != user.pk or plan.status != Plan.Status.SUBMITTED:
        return None
    begun = Plan.objects.open_to(user, "edit").filter(filed_by=user).order_by("pk")
    return begun.select_related("enterprise", "park").first()


def may_fill(plan, user, adding):
    """Is what is open (a draft, what was returned; when ``adding``, a supplement) this person's to fill in?"""
    return Plan.objects.open_to(user, "supplement" if adding else "edit").filter(pk=plan.pk).exists()


def _may_order(plan, user):
    if plan.enterprise_id is None or plan.status != Plan.Status.FILED:
        return False
    firm = type(plan.enterprise)._base_manager.filter(pk=plan.enterprise_id)
    return any(not line.code for line in order_preview(firm, by=user))


def plan_new(request):
    initial = {name: request.GET[name] for name in ("enterprise", "park") if name in request.GET}
    form = StartForm(request.POST if request.method == "POST" else None, user=request.user, initial=initial)
    firms, parks = form.fields["enterprise"].queryset, form.fields["park"].queryset
    if not initial and not parks.exists() and firms.count() == 1:
        form.initial["enterprise"] = firms.get().credit_code
    if not parks.exists():
        del form.fields["park"]
        form.fields["enterprise"].required = True
    return form_page(
        request,
        form,
        lambda form: reverse("plans:fill", args=[started(form, request.user).pk]),
        template="plans/new.html",
        context={"title": _("新建方案"), "verb": _("开始填写")},
    )


def started(form, by):
    """The draft that a valid ``StartForm`` asks for; page and REST alike."""
    return services.start_plan(form.subject, by=by)


def plan_print(request, pk):
    """The last frozen version on paper; a draft prints as a draft."""
    plan = seen_plan(request, pk)
    note(request.user, Plan, Reading.How.PRINT, key=plan.pk)
    version = plan.versions.exclude(frozen_at=None).last() or plan.versions.last()
    parts = parts_of(version)
    promise = next(q for part in parts for q in part.part.questions if q.type == UNDERTAKING)
    context = {
        "title": str(plan),
        "plan": plan,
        "version": version,
        "parts": parts,
        "promise": promise,
        "attachments": PlanAttachment.objects.of_version(version).select_related("file"),
        "steps": history(plan),
    }
    return render(request, "plans/print.html", context)
