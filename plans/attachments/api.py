"""A plan's attachments over REST: listed and handed in at the plan, read and taken away by themselves."""

from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.viewsets import ViewSet

from files.sending import send
from plans.models import PlanAttachment
from ui.problems import of_form
from ui.rest import JSONRenderer, dumps
from workflow.rest import form_schema

from .forms import AttachmentForm
from .services import attach, remove
from .views import seen_attachment

ATTACHMENT = {
    "type": "object",
    "properties": {
        "uid": {"type": "string", "format": "uuid"},
        "kind": {"type": "string", "enum": PlanAttachment.Kind.values},
        "name": {"type": "string"},
        "size": {"type": "integer", "description": "bytes"},
        "sha256": {"type": "string"},
        "version": {"type": "integer", "description": "number of the version it came with"},
        "by": {"type": "string"},
        "added_at": {"type": "string", "format": "date-time"},
        "removed_at": {"type": ["string", "null"], "format": "date-time"},
        "file": {"type": "string", "description": "where its bytes are"},
    },
}
_UID = OpenApiParameter("uid", OpenApiTypes.UUID, OpenApiParameter.PATH)


def told(one):
    """An attachment as REST tells it."""
    return {
        "uid": one.file.uid,
        "kind": one.kind,
        "name": one.file.name,
        "size": one.file.size,
        "sha256": one.file.sha256,
        "version": one.version.number,
        "by": one.by.name,
        "added_at": one.added_at,
        "removed_at": one.removed_at,
        "file": reverse("api:plan-attachments-file", args=[one.file.uid]),
    }


def _json(body, status=200):
    return HttpResponse(dumps(body), status=status, content_type="application/json")


class AttachmentActions:
    """``GET …/attachments/``: what stands with the plan's last version; ``POST`` hands one in, as multipart."""

    @extend_schema(methods=["get"], responses={200: {"type": "array", "items": ATTACHMENT}})
    @extend_schema(
        methods=["post"],
        request={"multipart/form-data": form_schema(AttachmentForm)},
        responses={201: ATTACHMENT},
    )
    @action(detail=True, methods=["get", "post"])
    def attachments(self, request, pk):
        plan = self.record(pk=pk)
        if request.method == "GET":
            standing = PlanAttachment.objects.of_version(plan.versions.last())
            return _json([told(one) for one in standing.select_related("file", "by", "version")])
        form = AttachmentForm(request.data, request.FILES)
        if not form.is_valid():
            return of_form(form)
        made = attach(plan, form.cleaned_data["file"], kind=form.cleaned_data["kind"], by=request.user)
        return _json(told(made), status=201)


class PlanAttachmentViewSet(ViewSet):
    """One attachment; ``file/`` is its bytes. ``DELETE`` takes it away from the open version."""

    renderer_classes = [JSONRenderer]
    lookup_field = "uid"
    lookup_value_regex = "[0-9a-f-]{36}"

    @extend_schema(parameters=[_UID], responses={200: ATTACHMENT})
    def retrieve(self, request, uid):
        return _json(told(seen_attachment(request, uid)))

    @extend_schema(parameters=[_UID], responses={200: ATTACHMENT})
    def destroy(self, request, uid):
        found = seen_attachment(request, uid)
        remove(found, by=request.user)
        return _json(told(found))

    @extend_schema(parameters=[_UID], responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def file(self, request, uid):
        return send(seen_attachment(request, uid).file)
