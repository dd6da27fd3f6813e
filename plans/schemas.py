"""JSON Schema of the answers, made from the question sets."""

from .questions import SETS
from .questions.base import COUNT, DAY, FAIL, PASS, UNDERTAKING, VERDICT


def answer_schema(question):
    """One answer; null clears it."""
    shape = {
        COUNT: {"type": ["integer", "null"], "minimum": question.low, "maximum": question.high},
        DAY: {"type": ["string", "null"], "format": "date"},
        VERDICT: {"type": ["string", "null"], "enum": [PASS, FAIL, None]},
        UNDERTAKING: {"type": ["boolean", "null"]},
    }.get(question.type, {"type": ["string", "null"]})
    words = [str(question.label), f"({question.unit})" if question.unit else "", str(question.hint)]
    return {**shape, "description": " ".join(word for word in words if word)}


def part_schema(questions, part):
    """The answers of one section of one question set."""
    return {
        "type": "object",
        "title": f"{questions.name} {part.key}",
        "additionalProperties": False,
        "properties": {question.key: answer_schema(question) for question in part.questions},
    }


ANSWERS = {"oneOf": [part_schema(questions, part) for questions in SETS.values() for part in questions.parts]}
SECTION = {
    "type": "object",
    "required": ["revision", "answers"],
    "properties": {"revision": {"type": "integer", "minimum": 0}, "answers": ANSWERS},
}
SECTION_SAVED = {
    "type": "object",
    "properties": {
        "key": {"type": "string"},
        "revision": {"type": "integer"},
        "answers": {"type": "object"},
    },
}
ORDER = {
    "type": "object",
    "required": ["enterprises"],
    "properties": {
        "enterprises": {"type": "array", "items": {"type": "string"}, "maxItems": 2000},
        "due_at": {"type": "string", "format": "date-time"},
        "basis": {"type": "string"},
        "remark": {"type": "string"},
    },
}
ORDERED = {
    "type": "object",
    "properties": {
        "ordered": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "integer"},
                    "credit_code": {"type": "string"},
                    "due_at": {"type": "string", "format": "date-time"},
                },
            },
        },
        "refused": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "credit_code": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
