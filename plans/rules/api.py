"""Thresholds over REST: what the city decided with its history, what holds at a place, a new decision."""

from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action

from plans.models import Rule
from plans.models.rules import is_reader
from ui.problems import of_form
from ui.rest import dumps
from ui.viewsets import ColumnsViewSet
from workflow.rest import form_schema

from .columns import RULES, RuleFilter
from .forms import RuleForm
from .held import PlaceForm, held

ITEM = {
    "type": "object",
    "properties": {
        "key": {"type": "string"},
        "label": {"type": "string"},
        "comparison": {"type": "string"},
        "value": {"type": "string", "format": "decimal"},
        "unit": {"type": "string"},
        "severity": {"type": "string"},
        "source": {"type": "string"},
        "shipped": {"type": "boolean"},
    },
}
HELD = {"type": "object", "properties": {"results": {"type": "array", "items": ITEM}}}


class RuleViewSet(ColumnsViewSet):
    """Decisions on thresholds, all versions; ``in-force`` tells what holds, shipped ones included."""

    columns = RULES
    filterset_class = RuleFilter

    def get_queryset(self):
        return Rule.objects.visible_to(self.request.user)

    @extend_schema(request={"application/json": form_schema(RuleForm)}, responses={201: ITEM})
    def create(self, request):
        """A threshold from a moment on, on a basis; the city's alone. Repeating it changes nothing."""
        form = RuleForm(request.data, user=request.user)
        if not form.is_valid():
            return of_form(form)
        response = self.retrieve(request, pk=str(form.decided(request.user).pk))
        response.status_code = 201
        return response

    @extend_schema(
        parameters=[OpenApiParameter("region", str), OpenApiParameter("kind", str)], responses={200: HELD}
    )
    @action(detail=False, methods=["get"], url_path="in-force", url_name="in-force")
    def in_force(self, request):
        """What holds now in a division (code) under a kind of control (code); without both, what holds for all."""
        if not is_reader(request.user):
            raise Http404
        form = PlaceForm(request.GET)
        if not form.is_valid():
            return of_form(form)
        rows = [
            {
                "key": row.measure.key,
                "label": str(row.measure.label),
                "comparison": row.rule.comparison,
                "value": row.rule.value,
                "unit": str(row.measure.unit),
                "severity": row.rule.severity,
                "source": str(row.rule.source),
                "shipped": row.decided is None,
            }
            for row in held(**form.place())
        ]
        return HttpResponse(dumps({"results": rows}), content_type="application/json")
