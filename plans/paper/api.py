"""A plan's PDF over REST, and its sealed counterpart."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from accounts.models import Reading
from accounts.reading import note
from files.sending import send
from papers.receiving import SealedForm, received
from plans.models import Plan
from ui.rest import dumps
from workflow.errors import NotYours
from workflow.rest import form_schema

from .printing import may_seal, papers_of, plan_paper


class PaperActions:
    """``GET …/pdf/``: the PDF, or 202 with ``Retry-After`` while a worker makes it; ``POST …/seal/`` takes it sealed."""

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY, 202: OpenApiTypes.OBJECT})
    @action(detail=True, methods=["get"])
    def pdf(self, request, pk):
        plan = self.record(pk=pk)
        paper = plan_paper(plan, by=request.user, base=request.build_absolute_uri("/")[:-1])
        if paper.file is not None:
            note(request.user, Plan, Reading.How.REST, key=plan.pk)
            return send(paper.file)
        body = dumps({"code": paper.code, "ready": False})
        return HttpResponse(body, status=202, content_type="application/json", headers={"Retry-After": "2"})

    @extend_schema(
        request={"multipart/form-data": form_schema(SealedForm)}, responses={201: OpenApiTypes.OBJECT}
    )
    @action(detail=True, methods=["post"])
    def seal(self, request, pk):
        plan = self.record(pk=pk)
        if not may_seal(plan, request.user):
            raise NotYours
        return received(request, papers_of(plan))
