"""The white list over REST."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action

from clock import clock
from ui.problems import of_form
from ui.rest import dumps
from workflow.rest import LifeViewSet, create_action, form_schema

from . import services
from .admitting import preview
from .columns import COLUMNS
from .filters import EntryFilter, moment_asked
from .forms import AdmitForm, NominateForm, RecordForm
from .models import WhitelistEntry
from .verbs import VERBS
from .views import file_of, nominated, recorded

_WHEN = [
    OpenApiParameter("at", OpenApiTypes.DATETIME, description="who was listed just before this moment"),
    OpenApiParameter("known_at", OpenApiTypes.DATETIME, description="by what was on record at this moment"),
]


class WhitelistViewSet(LifeViewSet):
    """Entries of every level; ``?at=2022-09-11T00:00:00+08:00`` gives who was listed at a moment.

    ``POST record/`` records an entry of a provincial or national list (multipart, with its document as ``file``);
    ``GET {id}/file/`` gives the document; ``counts/`` counts by level and kind of subject; ``POST admit/`` admits
    several nominations, ``{"dry_run": true}`` only tells which could be.
    """

    columns = COLUMNS
    filterset_class = EntryFilter
    verbs = VERBS
    create_form = NominateForm

    def get_queryset(self):
        known_at = moment_asked(self.request.GET, "known_at")
        return WhitelistEntry.objects.visible_to(self.request.user).with_term(known_at)

    def do_create(self, form, by):
        return nominated(form, by)

    def do_record_entry(self, form, by):
        return recorded(form, by)

    record_entry = action(detail=False, methods=["post"], url_path="record")(
        create_action(RecordForm, "do_record_entry")
    )

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"], url_path="file")
    def file(self, request, pk):
        return file_of(self.record(pk=pk), request.GET.get("term", ""))

    @extend_schema(parameters=_WHEN)
    @action(detail=False, methods=["get"])
    def counts(self, request):
        found = self.filtered(request).counted()
        body = {
            "at": moment_asked(request.GET, "at") or clock.now(),
            "known_at": moment_asked(request.GET, "known_at") or clock.now(),
            "results": [
                {
                    "level": row["level"],
                    "subject": "park" if row["of_park"] else "enterprise",
                    "number": row["number"],
                }
                for row in found
            ],
        }
        return HttpResponse(dumps(body), content_type="application/json")

    @extend_schema(request={"application/json": form_schema(AdmitForm)})
    @action(detail=False, methods=["post"])
    def admit(self, request):
        form = AdmitForm(request.data, user=request.user)
        if not form.is_valid():
            return of_form(form)
        chosen = form.cleaned_data["selected"]
        dry_run = str(request.data.get("dry_run", "")).lower() in ("true", "1")
        if dry_run:
            clean, rest = preview(chosen, by=request.user)
            moved, refused = [entry.pk for entry in clean], [(entry.pk, entry.way, s) for entry, s in rest]
        else:
            done = services.list_entries(chosen, by=request.user, **form.words())
            moved, refused = done.moved, [(key, *why) for key, why in done.refused.items()]
        body = {
            "dry_run": dry_run,
            "moved": moved,
            "refused": [
                {"id": key, "code": code, "detail": str(sentence)} for key, code, sentence in refused
            ],
        }
        return HttpResponse(dumps(body), content_type="application/json")


ROUTES = {"whitelist": WhitelistViewSet}
