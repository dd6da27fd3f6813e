"""The OpenAPI component of a list's rows, made from its Columns."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_serializer,
    extend_schema_view,
)
from rest_framework import serializers


def _field(column):
    ways = {"allow_null": True, "label": str(column.key), "help_text": _words(column)}
    match column.kind:
        case "number":
            return serializers.IntegerField(**ways)
        case "decimal" | "money":
            return serializers.DecimalField(max_digits=20, decimal_places=6, coerce_to_string=True, **ways)
        case "date":
            return serializers.DateField(**ways)
        case "moment":
            return serializers.DateTimeField(**ways)
        case "yesno":
            return serializers.BooleanField(**ways)
    return serializers.CharField(**ways)


def _words(column):
    unit = f"（{column.unit}）" if column.unit else ""
    codes = f" {', '.join(map(str, column.pairs))}" if column.kind in {"choice", "state"} else ""
    return f"{column.label}{unit}{codes}"


def row_serializer(columns, name):
    """A serializer class that only describes; nothing is ever serialized by it."""
    fields, nests = {}, {}
    for column in columns:
        if not column.rest:
            continue
        if column.nest:
            nests.setdefault(column.nest, {})[column.key.removeprefix(f"{column.nest}_")] = _field(column)
        else:
            fields[column.key] = _field(column)
    for nest, inner in nests.items():
        made = type(f"{name}{nest.title().replace('_', '')}Serializer", (serializers.Serializer,), inner)
        fields[nest] = made(allow_null=True)
    return type(f"{name}Serializer", (serializers.Serializer,), fields)


class ProblemError(serializers.Serializer):
    field = serializers.CharField(allow_null=True)
    code = serializers.CharField()
    detail = serializers.CharField()


class Problem(serializers.Serializer):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    request_id = serializers.CharField()
    errors = ProblemError(many=True, required=False)


PROBLEM = {(400, "application/problem+json"): OpenApiResponse(Problem)}


def describe(viewset):
    """Give a ColumnsViewSet its schema: row component, page around it, parameters of its FilterSet."""
    name = f"{viewset.component or viewset.columns.model.__name__}Row"
    row = row_serializer(viewset.columns, name)
    page_fields = {
        "count": serializers.IntegerField(),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": row(many=True),
    }
    page = type(f"{name}PageSerializer", (serializers.Serializer,), page_fields)
    extend_schema_serializer(many=False)(page)  # the answer is one page, not a list of pages
    sortable = [column.key for column in viewset.columns if column.sort]
    orders = [sign + key for key in sortable for sign in ("", "-")]
    parameters = [OpenApiParameter("limit", OpenApiTypes.INT), OpenApiParameter("cursor", str)]
    if orders:
        parameters.append(OpenApiParameter("ordering", str, enum=orders))
    for filter_name, filter_ in getattr(viewset.filterset_class, "base_filters", {}).items():
        description = str(filter_.extra.get("help_text") or filter_.extra.get("label") or "")
        parameters.append(OpenApiParameter(filter_name, str, description=description))
    views = {"list": extend_schema(parameters=parameters, responses={200: page, **PROBLEM})}
    if hasattr(viewset, "retrieve"):
        views["retrieve"] = extend_schema(responses={200: row, (404, "application/problem+json"): Problem})
    viewset.serializer_class = row  # what a verb answers with, too
    viewset.queryset = viewset.columns.model._base_manager.none()  # tells the type of the key, and no more
    extend_schema_view(**views)(viewset)
