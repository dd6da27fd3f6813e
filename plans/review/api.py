"""The review over REST: what a plan's record tells of it, the table of routes."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.viewsets import ViewSet

from plans.models import Plan, Route, Tier
from plans.schemas import ROUTE_LINE, ROUTE_LINES
from plans.versions import last_submitted
from ui.problems import of_form
from ui.rest import dumps
from workflow.rest import form_schema

from .check_views import photo_of
from .desk import BEFORE_REVIEW, check_of, pause_proposal
from .forms import RouteForm
from .reading import parts_of
from .remarks import became, drafts_on
from .route_views import READERS, STATES
from .routes import as_kept, decide_route, table

__all__ = ["RouteViewSet", "photo_of", "reviewed"]


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
