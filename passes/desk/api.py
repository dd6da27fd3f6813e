"""The desk over REST: taking the next in hand, deciding about many, kept phrases."""

from django.http import Http404, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from passes.models import KeptPhrase
from ui.columns import Column, Columns
from ui.keys import plain_key, plain_keys
from ui.problems import of_form
from ui.rest import dumps
from ui.viewsets import ColumnsViewSet
from workflow.rest import form_schema

from .deciding import decide, preview
from .forms import DecideForm, PhraseForm
from .phrases import keep_phrase, remove_phrase
from .queue import claim_next

_KEYS = {"type": "array", "items": {"type": "integer"}}
_DECIDE = form_schema(DecideForm)
_DECIDE["properties"]["passes"] = _KEYS
_DECIDED = {
    "type": "object",
    "properties": {
        "done": _KEYS,
        "digest": {"type": "string", "description": "of what is told here; sent back, it is carried out"},
        "clean": _KEYS,
        "doubtful": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "barred": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}


class DeskActions:
    """``POST passes/claim-next/`` and ``POST passes/decide/``."""

    @extend_schema(request=None, responses={200: {"type": "object", "properties": {"passes": _KEYS}}})
    @action(detail=False, methods=["post"], url_path="claim-next")
    def claim_next(self, request):
        return _json({"passes": [one.record_id for one in claim_next(request.user)]})

    @extend_schema(request={"application/json": _DECIDE}, responses={200: _DECIDED})
    @action(detail=False, methods=["post"])
    def decide(self, request):
        form = DecideForm(request.data)
        if not form.is_valid():
            return of_form(form)
        given = (
            request.data.getlist("passes") if hasattr(request.data, "getlist") else request.data.get("passes")
        )
        keys = plain_keys(given if isinstance(given, list) else ())
        verb, digest = form.cleaned_data["verb"], form.cleaned_data["digest"]
        if not digest:
            return _json(_shown(preview(keys, verb, by=request.user)))
        doubtful = form.cleaned_data["doubtful"]
        done = decide(keys, verb, by=request.user, digest=digest, doubtful=doubtful, **form.words())
        left = {str(key): str(sentence) for key, (_code, sentence) in done.refused.items()}
        return _json({"done": done.moved, "digest": "", "clean": [], "doubtful": {}, "barred": left})


PHRASES = Columns(
    KeptPhrase,
    [
        Column("id", "id", source="pk", kind="number"),
        Column("use", "use", kind="choice", choices=KeptPhrase.Use),
        Column("words", "words"),
        Column("unit", "unit", source="unit__name"),
        Column("added_at", "added_at", kind="moment"),
    ],
)


class KeptPhraseViewSet(ColumnsViewSet):
    """What one's own unit says often when it returns or refuses."""

    columns = PHRASES

    def get_queryset(self):
        return KeptPhrase.objects.of(self.request.user)

    @extend_schema(request={"application/json": form_schema(PhraseForm)})
    def create(self, request):
        form = PhraseForm(request.data)
        if not form.is_valid():
            return of_form(form)
        made = keep_phrase(by=request.user, **form.cleaned_data)
        response = self.retrieve(request, pk=made.pk)
        response.status_code = 201
        return response

    @extend_schema(responses={204: None})
    def destroy(self, request, pk):
        found = self.get_queryset().filter(pk=plain_key(pk)).first()
        if found is None:
            raise Http404
        remove_phrase(found, by=request.user)
        return HttpResponse(status=204)


def _shown(found):
    return {
        "done": [],
        "digest": found.digest,
        "clean": [one.pk for one in found.clean],
        "doubtful": {str(one.pk): [c.sentence for c in one.concerns] for one in found.doubtful},
        "barred": {str(one.pk): str(sentence) for one, sentence in found.barred},
    }


def _json(body):
    return HttpResponse(dumps(body), content_type="application/json")
