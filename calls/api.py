"""Call sheets and calls over REST."""

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import action

from accounts.models import Reading
from accounts.reading import note
from ui.rest import dumps
from workflow.errors import NotYours
from workflow.rest import LifeViewSet

from . import reading, services
from .columns import CALLS, SHEETS
from .duty_api import ROUTES as DUTY
from .filters import CallsOfSheetsFilter, SheetFilter
from .forms import SheetForm
from .models import Call, CallSheet
from .views import CALLING, opened


def check_caller(user):
    if not user.holds(*CALLING):
        raise NotYours


class CallSheetViewSet(LifeViewSet):
    """Call sheets; POST opens one for chosen firms. ``/text/`` is the sheet for a chat group."""

    columns = SHEETS
    filterset_class = SheetFilter
    create_form = SheetForm

    def get_queryset(self):
        return CallSheet.objects.visible_to(self.request.user)

    def do_create(self, form, by):
        return opened(form, by)

    def made_by(self, deed):
        return CallSheet.objects.filter(calls__steps__deed=deed).first()

    @extend_schema(responses={(200, "text/plain"): str})
    @action(detail=True, methods=["get"])
    def text(self, request, pk):
        """The sheet as plain text: head, unreached first, counts a territory."""
        sheet = self.record(pk=pk)
        note(request.user, CallSheet, Reading.How.REST, key=sheet.pk)
        return HttpResponse(reading.as_text(sheet, request.user), content_type="text/plain; charset=utf-8")

    @extend_schema(responses={200: OpenApiResponse(description="[{county, name, firms, reached}]")})
    @action(detail=True, methods=["get"])
    def territories(self, request, pk):
        """How many firms of each territory there are and how many were reached."""
        lines = reading.by_territory(self.record(pk=pk), request.user)
        return HttpResponse(dumps({"results": lines}), content_type="application/json")

    @extend_schema(request=None, responses={200: OpenApiResponse(description="{call: id or null}")})
    @action(detail=True, methods=["post"])
    def next(self, request, pk):
        """Take the next firm not reached; for five minutes no other caller is given it."""
        sheet = self.record(pk=pk)
        check_caller(request.user)
        call = services.claim_next(sheet, by=request.user)
        body = {"call": call and call.pk, "phone": call and call.phone}
        return HttpResponse(dumps(body), content_type="application/json")


class CallViewSet(LifeViewSet):
    """The firms of call sheets, ``?sheet=`` those of one; the verbs note how a call ended."""

    columns = CALLS
    filterset_class = CallsOfSheetsFilter
    verbs = services.VERBS

    def get_queryset(self):
        return Call.objects.visible_to(self.request.user).with_urgency()

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def claim(self, request, pk):
        """正在拨打: this caller is at it; 409 while another is."""
        call = self.record(pk=pk)
        services.claim(call, by=request.user)
        return self.answer(request, call)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="put-back", url_name="put-back")
    def put_back(self, request, pk):
        """Set aside: free for others, and after the others."""
        call = self.record(pk=pk)
        services.put_back(call, by=request.user)
        return self.answer(request, call)


ROUTES = {"call-sheets": CallSheetViewSet, "calls": CallViewSet, **DUTY}
