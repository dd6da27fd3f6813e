"""JSON Schema of what REST asks and answers here."""

from .missing.queries import LACKS
from .models import CollectionLink
from .starting import Source

CODES = {"type": "array", "items": {"type": "string"}, "maxItems": 2000}
REFUSED = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "credit_code": {"type": "string"},
            "code": {"type": "string"},
            "detail": {"type": "string"},
            "missing": {"type": "array", "items": {"type": "string"}},
        },
    },
}
FIRMS = {"type": "object", "required": ["enterprises"], "properties": {"enterprises": CODES}}


def _asked(**more):
    return {
        "type": "object",
        "required": ["enterprises", *more],
        "properties": {"enterprises": CODES, **more},
    }


START = _asked(source={"type": "string", "enum": list(Source.values)})
MAKE = _asked(task={"type": "string", "enum": list(CollectionLink.Task.values)})
STARTED = {
    "type": "object",
    "properties": {
        "begun": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"plan": {"type": "integer"}, "credit_code": {"type": "string"}},
            },
        },
        "filled": {"type": "array", "items": {"type": "integer"}},
        "refused": REFUSED,
    },
}
SUBMITTED = {
    "type": "object",
    "properties": {"submitted": {"type": "array", "items": {"type": "string"}}, "refused": REFUSED},
}
MADE = {
    "type": "object",
    "properties": {
        "links": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "integer"},
                    "credit_code": {"type": "string"},
                    "address": {"type": "string"},
                    "text": {"type": "string"},
                    "expires_at": {"type": "string", "format": "date-time"},
                },
            },
        },
        "refused": REFUSED,
    },
}
LINKS = {
    "type": "object",
    "required": ["links"],
    "properties": {"links": {"type": "array", "items": {"type": "integer"}, "maxItems": 2000}},
}
ACCEPTED = {
    "type": "object",
    "properties": {
        "done": {"type": "array", "items": {"type": "integer"}},
        "refused": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "integer"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
COUNTS = {"type": "object", "properties": {code: {"type": "integer"} for code in ["all", *LACKS]}}
TEMPLATE = {
    "type": "object",
    "required": ["answers"],
    "properties": {
        "park": {"type": "integer", "readOnly": True},
        "question_set": {"type": ["string", "null"], "readOnly": True},
        "answers": {"type": "object"},
        "recorded_at": {"type": ["string", "null"], "format": "date-time", "readOnly": True},
    },
}
