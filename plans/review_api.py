"""The review over REST: what a plan's record tells of it, many filed at once, the table of routes."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.viewsets import ViewSet

from ui.problems import invalid, of_form
from ui.rest import dumps
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone
from workflow.rest import KEY_HEADER, form_schema, reused

from .bulk_filing import file_clean, judged_for_filing
from .check_views import photo_of
from .desk import BEFORE_REVIEW, check_of, pause_proposal
from .models import Plan, PlanStep, Route, Tier
from .reading import parts_of
from .remarks import became, drafts_on
from .review_forms import RouteForm
from .route_views import READERS, STATES
from .routes import as_kept, decide_route, table
from .schemas import ROUTE_LINE, ROUTE_LINES
from .versions import last_submitted

__all__ = ["RouteViewSet", "filed_many", "photo_of", "reviewed"]


def reviewed(plan, version, user):
    """What a plan's record says of its review: route, joint check, remarks, who has it in hand, what to propose."""
    told = {"route": None, "check": None, "remarks": [], "claim": None, "proposal": None}
    submitted = None if plan.status in BEFORE_REVIEW else last_submitted([plan.pk]).get(plan.pk)
    if submitted is not None:
        told["route"] = submitted.route
    if submitted is not None and plan.needs_check:
        told["check"] = _check(submitted)
    if Plan.objects.open_to(user, "remark").filter(pk=plan.pk).exists():
        told["remarks"] = [_remark(remark, sent=False) for remark in drafts_on(plan).values()]
    told["remarks"] += [
        {**_remark(remark, sent=True), "before": before, "after": after}
        for _label, remark, before, after in became(version)
    ]
    if plan.holder:
        told["claim"] = {"by": plan.holder.username, "name": plan.holder.name, "until": plan.claimed_until}
    if proposal := pause_proposal(plan, user):
        told["proposal"] = {"verb": "pause", "loop": proposal[0].pk, "remark": proposal[1]}
    return told


def _check(version):
    check = check_of(version, parts_of(version))
    units = []
    for line in check.units:
        row, one = line.signature, {"unit": line.unit.value}
        names = ("unit_name", "signer", "verdict", "note", "signed_at")
        one |= {name: getattr(row, name, None) for name in names}
        one["photo"] = str(row.photo.uid) if row and row.photo else None
        units.append(one)
    conditions = [
        {
            "condition": line.condition.value,
            "verdict": line.verdict.verdict if line.verdict else "not_checked",
            "note": line.verdict.note if line.verdict else "",
        }
        for line in check.conditions
    ]
    return {"units": units, "conditions": conditions}


def _remark(remark, *, sent):
    return {
        "question": remark.question,
        "text": remark.text,
        "by": remark.by.name,
        "sent": sent,
        "mended_at": remark.mended_at,
    }


def filed_many(view, request):
    """``POST plans/file-many/``: [{id, sha256}] of the versions read."""
    named, wrong = _named(request.data)
    if wrong:
        return invalid([wrong])
    plans = Plan.objects.visible_to(request.user).filter(pk__in=named)
    if request.data.get("preview") is True:
        return _preview(plans, named, request.user)
    key = request.headers.get(KEY_HEADER, "")
    try:
        with pressed_once(f"{request.user.pk}:{key}" if key else None):
            owing = request.data.get("owing") is True
            done = file_clean(plans, by=request.user, shown=named, owing=owing)
    except AlreadyDone as before:
        if before.deed.verb != "file" or before.deed.kind != Plan._meta.label:
            raise reused() from before
        steps = PlanStep.objects.filter(deed=before.deed, target=Plan.Status.FILED)
        response = _json({"filed": sorted(steps.values_list("record", flat=True)), "refused": []})
        response["Idempotency-Replayed"] = "true"
        return response
    refused = [
        {"id": pk, "reasons": [{"code": code, "detail": str(words)}]}
        for pk, (code, words) in done.refused.items()
    ]
    return _json({"filed": done.moved, "refused": refused + _unseen(named, plans)})


def _preview(plans, named, user):
    judged = judged_for_filing(plans, user, named)
    clean = [{"id": one.plan.pk, "sha256": one.version.sha256} for one in judged if not one.reasons]
    refused = [
        {"id": one.plan.pk, "reasons": [{"code": code, "detail": words} for code, words in one.reasons]}
        for one in judged
        if one.reasons
    ]
    return _json({"clean": clean, "refused": refused + _unseen(named, plans)})


def _unseen(named, plans):
    seen = set(plans.values_list("pk", flat=True))
    reason = {"code": "not_found", "detail": _("没有找到，或您的身份看不到。")}
    return [{"id": pk, "reasons": [reason]} for pk in sorted(set(named) - seen)]


def _named(data):
    """({plan key: digest}, None), or ({}, what is wrong with the body)."""
    rows = data.get("plans") if isinstance(data, dict) else None
    sound = (
        isinstance(rows, list)
        and 0 < len(rows) <= 500
        and all(
            isinstance(row, dict) and type(row.get("id")) is int and isinstance(row.get("sha256"), str)
            for row in rows
        )
    )
    if not sound:
        words = _("须为 {id, sha256} 的列表，1至500项。")
        return {}, {"field": "plans", "code": "not_a_list", "detail": words}
    return {row["id"]: row["sha256"] for row in rows if 0 < row["id"] < 2**63}, None


class RouteViewSet(ViewSet):
    """The table of routes; the city sets a line by PUT ``plan-routes/{tier}.{normal|controlled}/``."""

    lookup_value_regex = r"[a-z]+\.[a-z]+"

    @extend_schema(responses={200: ROUTE_LINES})
    def list(self, request):
        if not request.user.holds(*READERS):
            raise PermissionDenied
        former = [_line(route) for route in Route.objects.order_by("-recorded_at")[:50]]
        return _json({"results": [_line(route) for route in table().values()], "former": former})

    @extend_schema(request={"application/json": form_schema(RouteForm)}, responses={200: ROUTE_LINE})
    def update(self, request, pk):
        tier, _dot, state = pk.partition(".")
        if tier not in Tier.values or state not in STATES:
            raise Http404
        form = RouteForm(request.data)
        if not form.is_valid():
            return of_form(form)
        return _json(_line(decide_route(Tier(tier), STATES[state], by=request.user, **form.cleaned_data)))


def _line(route):
    return {**as_kept(route), "since": route.since, "basis": route.basis}


def _json(body):
    return HttpResponse(dumps(body), content_type="application/json")
