"""Handing a kept file to a reader whom the record's own view has already let in."""

from django.http import FileResponse, Http404

from .kinds import PDF, PICTURES, TYPES


def send(stored):
    """The file as a download; pictures and PDFs may open in the browser, shut off from the portal's pages."""
    try:
        content = stored.content.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    inline = stored.kind in (PDF, *PICTURES)
    response = FileResponse(
        content, as_attachment=not inline, filename=stored.name, content_type=TYPES[stored.kind]
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    response["Cache-Control"] = "private, no-store"
    return response
