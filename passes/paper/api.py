"""A pass's PDF over REST, and many as one file."""

from django import forms
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from files.sending import send
from papers.receiving import StampedForm, received
from ui.forms import Form
from ui.problems import of_form
from ui.rest import dumps
from workflow.errors import NotYours
from workflow.rest import form_schema

from .printing import MOST, base_of, chosen, may_seal, pack_of, papers_of, pass_paper


class PackForm(Form):
    """Which passes: their ids, up to ``MOST``."""

    ids = forms.JSONField()

    def clean_ids(self):
        ids = self.cleaned_data["ids"]
        if not isinstance(ids, list) or not all(type(one) is int for one in ids) or len(ids) > MOST:
            raise forms.ValidationError("a list of at most 2000 ids", code="ids")
        return ids


class PassPaperActions:
    """``GET …/pdf/``: the PDF, or 202 with ``Retry-After`` while a worker makes it."""

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY, 202: OpenApiTypes.OBJECT})
    @action(detail=True, methods=["get"])
    def pdf(self, request, pk):
        paper = pass_paper(self.record(pk=pk), by=request.user, base=base_of(request))
        if paper.file is not None:
            return send(paper.sealed or paper.file)
        body = dumps({"code": paper.code, "ready": False})
        return HttpResponse(body, status=202, content_type="application/json", headers={"Retry-After": "2"})

    @extend_schema(
        request={"multipart/form-data": form_schema(StampedForm)}, responses={201: OpenApiTypes.OBJECT}
    )
    @action(detail=True, methods=["post"])
    def seal(self, request, pk):
        """The stamped scan, or the sealed PDF, of the last paper printed: kept whole."""
        record = self.record(pk=pk)
        if not may_seal(record, request.user):
            raise NotYours
        return received(request, papers_of(record, request.user), StampedForm)

    @extend_schema(request={"application/json": form_schema(PackForm)}, responses={202: OpenApiTypes.OBJECT})
    @action(detail=False, methods=["post"])
    def pack(self, request):
        """``{"ids": […]}``: 202 with the pack's uid; ``/api/v1/paper-packs/{uid}/`` tells how far it is.

        Without ``ids`` all of the list's conditions, given in the address as for the list.
        """
        if "ids" in request.data:
            form = PackForm({"ids": dumps(request.data["ids"]).decode()})
            if not form.is_valid():
                return of_form(form)
            found = chosen(request.user, form.cleaned_data["ids"])
        else:
            found = self.filtered(request)
        pack = pack_of(found, by=request.user, base=base_of(request))
        body = dumps({"uid": pack.uid, "count": pack.count})
        return HttpResponse(body, status=202, content_type="application/json", headers={"Retry-After": "3"})
