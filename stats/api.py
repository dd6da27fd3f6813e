"""The day's figures over REST."""

import hashlib

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.viewsets import ViewSet

from ui.problems import of_form
from ui.rest import CSVRenderer, JSONRenderer, dumps
from ui.schema import PROBLEM
from ui.sheetfiles import csv_response
from ui.viewsets import ListViewSet, Refused

from . import firms
from .disclosure import viewer_class
from .forms import FirmsQuestion, Question
from .reading import COLUMNS, check_reader, lines, nested, of_day

PARAMETERS = frozenset(Question.base_fields)


def described(form):
    """A question's parameters for the OpenAPI document."""
    return [
        OpenApiParameter(
            name,
            str,
            description=str(field.label),
            required=field.required,
            enum=[value for value, _words in getattr(field, "choices", [])] or None,
        )
        for name, field in form.base_fields.items()
    ]


class NotCompiled(Exception):
    """A day, or a revision of it, of which there are no figures."""

    status_code, code = 404, "not_compiled"

    def __init__(self):
        super().__init__("not compiled")
        self.sentence = _("这一天（或这一版）的统计尚未编成。")


def compilation_asked(answers):
    """The compilation a valid question means. Raises ``NotCompiled``."""
    found = of_day(answers["date"], answers["revision"])
    if found is None:
        raise NotCompiled
    return found


def refuse_unknown(request):
    """A misspelt parameter would answer with everything."""
    unknown = set(request.GET) - PARAMETERS - {"format"}
    if unknown:
        sentence = _("不认识的参数：%(names)s。") % {"names": "、".join(sorted(unknown))}
        raise Refused("unknown_parameter", sentence)


class ScopeSchema(serializers.Serializer):
    kind = serializers.ChoiceField(["controlled", "city", "region", "park"])
    code = serializers.CharField()
    name = serializers.CharField()
    areas = serializers.CharField(help_text="what the denominator counts: areas, towns left out, notices")


class FigureSchema(serializers.Serializer):
    """Decimals are strings. A zero denominator gives a null value; what the reader may not see is null."""

    figure = serializers.CharField()
    name = serializers.CharField()
    date = serializers.DateField()
    as_of = serializers.DateTimeField()
    scope = ScopeSchema()
    numerator = serializers.CharField(allow_null=True)
    denominator = serializers.CharField(allow_null=True)
    value = serializers.CharField(allow_null=True)
    unit = serializers.CharField()
    formula = serializers.CharField()
    revision = serializers.IntegerField()
    known_at = serializers.DateTimeField()
    digest = serializers.CharField()
    cause = serializers.CharField(help_text="what was recorded late and made this revision; '' of the first")


@extend_schema_serializer(many=False)
class FigurePage(serializers.Serializer):
    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = FigureSchema(many=True)


class DailyViewSet(ViewSet):
    """A day's figures, the last day's unless ``date`` says otherwise; ``revision`` gives an earlier reading."""

    renderer_classes = [JSONRenderer, CSVRenderer]

    @extend_schema(parameters=described(Question), responses={200: FigurePage, **PROBLEM})
    def list(self, request):
        check_reader(request.user)
        form = Question(request.GET)
        if not form.is_valid():
            return of_form(form)
        refuse_unknown(request)
        answers = form.cleaned_data
        compilation = compilation_asked(answers)
        etag = self.etag(request, compilation, answers)
        response = get_conditional_response(request, etag=etag)
        if response is None:
            response = self.answer(request, compilation, answers)
        response["ETag"] = etag
        # Not no-store, as other files: the same question is asked again and answered 304.
        response.headers.pop("Cache-Control", None)
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Accept", "Accept-Language", "Authorization", "Cookie"])
        return response

    def answer(self, request, compilation, answers):
        question = {name: answers[name] for name in ("figure", "scope", "code")}
        found = list(lines(compilation, request.user, **question))
        if request.accepted_renderer.format == "csv":
            rows = (tuple(line.values()) for line in found)
            name = f"statistics-{compilation.day}-r{compilation.revision}"
            return csv_response(COLUMNS, rows, name, codes=True)
        body = {"count": len(found), "next": None, "previous": None, "results": list(map(nested, found))}
        return HttpResponse(dumps(body), content_type="application/json")

    @staticmethod
    def etag(request, compilation, answers):
        parts = (
            compilation.day,
            compilation.digest,
            compilation.revision,
            *(answers[name] for name in ("figure", "scope", "code")),
            request.accepted_renderer.format,
            get_language(),
            viewer_class(request.user),
        )
        return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


class FirmsViewSet(ListViewSet):
    """The enterprises behind I1, I2 or I3 of a scope, as far as the reader sees them: 依据明细."""

    columns = firms.COLUMNS
    filterset_class = firms.FirmFilter
    extra_parameters = PARAMETERS

    @extend_schema(parameters=described(FirmsQuestion))
    def list(self, request, **names):
        check_reader(request.user)
        form = FirmsQuestion(request.GET)
        if not form.is_valid():
            return of_form(form)
        self.compilation = compilation_asked(form.cleaned_data)
        self.question = {name: form.cleaned_data[name] for name in ("figure", "scope", "code")}
        return super().list(request, **names)

    def get_queryset(self):
        return firms.firms_behind(self.compilation, self.request.user, **self.question)


ROUTES = {"statistics/daily": DailyViewSet, "statistics/rows": FirmsViewSet}
