"""Who is at which section of a plan, over REST."""

from django.http import Http404, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from plans.answers import questions_of
from plans.models import Plan
from plans.views import may_fill
from ui.rest import dumps
from workflow.errors import NotYours, Refused

from .presence import leave_sections, told, use_section

USE = {"type": "object", "properties": {"take_over": {"type": "boolean"}}}
USED = {
    "type": "object",
    "properties": {
        "key": {"type": "string"},
        "in_use": {
            "type": ["object", "null"],
            "properties": {
                "person": {"type": "string"},
                "mine": {"type": "boolean"},
                "seen_at": {"type": "string", "format": "date-time"},
            },
        },
    },
}


class UseActions:
    """``POST …/sections/{key}/use/`` every 20 seconds says that one is at it; ``take_over`` takes it from another."""

    @extend_schema(methods=["post"], request={"application/json": USE}, responses={200: USED})
    @extend_schema(methods=["delete"], responses={204: None})
    @action(
        detail=True,
        methods=["post", "delete"],
        url_path="sections/(?P<key>[a-z_]+)/use",
        url_name="section-use",
    )
    def use_section(self, request, pk, key):
        """Tells who is at the section: this person, or whoever gave a sign of life within the last minute."""
        plan = self.record(pk=pk)
        version = _open_version(plan, request.user)
        if questions_of(version).part(key) is None:
            raise Http404
        if request.method == "DELETE":
            leave_sections(version, by=request.user)
            return HttpResponse(status=204)
        take_over = bool(request.data.get("take_over")) if isinstance(request.data, dict) else False
        uses = use_section(version, key, by=request.user, take_over=take_over)
        body = dumps({"key": key, "in_use": told(uses.get(key), request.user)})
        return HttpResponse(body, content_type="application/json")


def _open_version(plan, user):
    """The version this person may fill in. Raises ``NotYours``, or ``Refused`` where none is open."""
    version = plan.versions.filter(frozen_at=None).first()
    move = Plan.MOVES["supplement" if version is not None and version.supplement else "edit"]
    if version is None or plan.status not in move.sources:
        raise Refused(move.sentence("status", plan.get_status_display()), code="status")
    if not may_fill(plan, user, version.supplement):
        raise NotYours
    return version
