"""Imports over REST: GET names the columns, POST checks or takes in a sheet."""

from rest_framework.exceptions import PermissionDenied
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from .cells import SheetError
from .importing import IMPORTERS
from .reading import content_of
from .schema import described, documented


class RawParser(BaseParser):
    """A body that is the file itself, whatever type it is called; read only as far as the limit."""

    media_type = "*/*"

    def parse(self, stream, media_type=None, parser_context=None):
        return {"file": stream}


class ImportViewSet(ViewSet):
    """POST /api/v1/imports/<kind>/?dry_run=true|false with the sheet as multipart ``file`` or as the body.

    A dry run unless ``dry_run=false`` is said. 200 with the report; 422 problem+json with every error when
    the sheet cannot be taken in. Options such as ``year`` and the file's ``name`` are query parameters or
    form fields.
    """

    importer = None
    parser_classes = [MultiPartParser, RawParser]

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if not self.importer.may_import(request.user):
            raise PermissionDenied

    def list(self, request):
        return Response(described(self.importer))

    def create(self, request):
        said = request.query_params.dict()
        data = request.data if hasattr(request.data, "get") else {}
        said |= {key: data[key] for key in self.importer.options if data.get(key)}
        upload = data.get("file")
        importer = self.importer(by=request.user, **{k: said[k] for k in self.importer.options if k in said})
        try:
            content = content_of(upload) if hasattr(upload, "read") else b""
        except SheetError as error:
            return problem(
                {"errors": [{"row": None, "code": error.code, "reason": error.reason}]}, error.reason
            )
        name = said.get("name") or getattr(upload, "name", "") or ""
        dry_run = str(said.get("dry_run", "true")).lower() not in {"false", "0", "no"}
        report = importer.run(content, name=name, dry_run=dry_run)
        return Response(report.as_json()) if report.ok else problem(report.as_json(), report.sentence)


def problem(body, detail):
    """RFC 9457 with the report beside it."""
    head = {"type": "about:blank", "title": "Unprocessable Content", "status": 422}
    return Response(
        head | {"code": "not_importable", "detail": detail} | body,
        status=422,
        content_type="application/problem+json",
    )


def routes():
    """Prefix to view set for every registered kind, for ``ROUTES``."""
    return {f"imports/{kind}": view_set(importer) for kind, importer in sorted(IMPORTERS.items())}


def view_set(importer):
    name = f"{importer.kind.title().replace('-', '').replace('_', '')}ImportViewSet"
    return documented(type(name, (ImportViewSet,), {"importer": importer, "__doc__": ImportViewSet.__doc__}))
