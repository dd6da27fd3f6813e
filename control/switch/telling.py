"""How the switch answers over REST."""

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter

from ui.rest import dumps
from workflow.rest import KEY_HEADER

from .judgement import why_of

KEY = OpenApiParameter(KEY_HEADER, str, OpenApiParameter.HEADER, description="a repeated key is done once")


def answered(body, status=200, replayed=False):
    response = HttpResponse(dumps(body), status=status, content_type="application/json")
    if replayed:
        response["Idempotency-Replayed"] = "true"
    return response


def key_of(request):
    key = request.headers.get(KEY_HEADER, "")
    return f"{request.user.pk}:{key}" if key else None


def told(judgement):
    """A judgement as REST tells it."""
    return {
        "digest": judgement.digest,
        "ready": len(judgement.ready),
        "people": judgement.people,
        "refused": len(judgement.refused),
        "reasons": [
            {
                "code": why["code"],
                "standing": why["standing"],
                "detail": why["sentence"],
                "count": len(why["lines"]),
                "enterprises": [line["credit_code"] for line in why["lines"]],
            }
            for why in judgement.reasons
        ],
        "not_found": [{"given": given, "detail": why} for given, why in judgement.unknown],
        "lines": [
            {name: value for name, value in line.items() if name not in ("firm", "loop")}
            | {"detail": why_of(line["code"], line["standing"])}
            for line in judgement.lines
        ],
    }


def wrong(field, sentence):
    return {"field": field, "code": "invalid", "detail": str(sentence)}
