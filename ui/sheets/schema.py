"""How imports appear in the OpenAPI document."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers


class ImportProblem(serializers.Serializer):
    """One thing in the way, by row and column of the file as given."""

    row = serializers.IntegerField(allow_null=True)
    column = serializers.CharField(allow_null=True)
    field = serializers.CharField(allow_null=True)
    value = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    reason = serializers.CharField()


class ImportCounts(serializers.Serializer):
    """Rows by what became, or would become, of them."""

    created = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()


class ImportReport(serializers.Serializer):
    """What a run found and did; ``done`` only when the rows were written."""

    kind = serializers.CharField()
    file = serializers.CharField(allow_blank=True)
    sha256 = serializers.CharField(allow_blank=True)
    dry_run = serializers.BooleanField()
    done = serializers.BooleanField()
    rows = serializers.IntegerField()
    counts = ImportCounts()
    options = serializers.DictField()
    warnings = serializers.ListField(child=serializers.CharField())
    error_count = serializers.IntegerField()
    errors = ImportProblem(many=True)


class ImportRefused(ImportReport):
    """The report as RFC 9457 problem+json."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()


class ImportColumn(serializers.Serializer):
    """A column of the sheet."""

    key = serializers.CharField()
    label = serializers.CharField()
    required = serializers.BooleanField()
    type = serializers.CharField()
    example = serializers.CharField(allow_blank=True)


class ImportKind(serializers.Serializer):
    """A kind of sheet: its columns, and the options said beside the file."""

    kind = serializers.CharField()
    title = serializers.CharField()
    natural_key = serializers.ListField(child=serializers.CharField())
    columns = ImportColumn(many=True)
    options = ImportColumn(many=True)


def described(importer):
    """One kind of sheet in words, for a client that fills it in by itself."""
    return {
        "kind": importer.kind,
        "title": str(importer.title),
        "natural_key": list(importer.natural_key),
        "columns": [column(key, field) for key, field in importer.columns.items()],
        "options": [column(key, field) for key, field in importer.options.items()],
    }


def column(key, field):
    return {
        "key": key,
        "label": str(field.label),
        "required": field.required,
        "type": type(field).__name__.lower(),
        "example": str(field.example),
    }


def documented(view_set):
    """``view_set`` with its two operations described."""
    importer, binary = view_set.importer, {"type": "string", "format": "binary"}
    parameters = [
        OpenApiParameter("dry_run", OpenApiTypes.BOOL, default=True),
        OpenApiParameter("name", OpenApiTypes.STR),
        *(
            OpenApiParameter(key, OpenApiTypes.STR, description=str(f.label))
            for key, f in importer.options.items()
        ),
    ]
    multipart = {"type": "object", "properties": {"file": binary}, "required": ["file"]}
    return extend_schema_view(
        list=extend_schema(operation_id=f"imports_{importer.kind}_describe", responses=ImportKind),
        create=extend_schema(
            operation_id=f"imports_{importer.kind}",
            parameters=parameters,
            request={"multipart/form-data": multipart, "application/octet-stream": binary},
            responses={200: ImportReport, (422, "application/problem+json"): ImportRefused},
        ),
    )(view_set)
