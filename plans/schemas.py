"""JSON Schema of the answers, made from the question sets."""

from .questions import SETS, base

TEXTUAL = {"type": ["string", "null"]}


def answer_schema(question):
    """One answer; null clears it."""
    shape = _shape(question)
    words = [str(question.label), f"({question.unit})" if question.unit else "", str(question.hint)]
    if question.when is not None:
        words.append(str(question.when.words))
    return {**shape, "description": " ".join(word for word in words if word)}


def _shape(question):
    kind = question.type
    if kind in (base.COUNT, base.DECIMAL):
        number = "integer" if kind == base.COUNT else "number"
        return {"type": [number, "null"], "minimum": question.low, "maximum": question.high}
    if kind == base.CHOICE:
        return {**TEXTUAL, "enum": [*(code for code, _words in question.choices), None]}
    if kind == base.ROWS:
        cells = {column.key: answer_schema(column) for column in question.columns}
        row = {"type": "object", "additionalProperties": False, "properties": cells}
        return {"type": ["array", "null"], "maxItems": question.max_rows, "items": row}
    return {
        base.DAY: {**TEXTUAL, "format": "date"},
        base.VERDICT: {**TEXTUAL, "enum": [base.PASS, base.FAIL, None]},
        base.UNDERTAKING: {"type": ["boolean", "null"]},
        base.YESNO: {"type": ["boolean", "null"]},
        base.LONG: {**TEXTUAL, "maxLength": 2000},
    }.get(kind, {**TEXTUAL, "maxLength": 100})


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

ROUTE_LINE = {
    "type": "object",
    "properties": {
        "tier": {"type": "string", "enum": ["none", "municipal", "provincial", "national"]},
        "controlled": {"type": "boolean"},
        "city_files": {"type": "boolean"},
        "joint_check": {"type": "boolean"},
        "units": {"type": "array", "items": {"type": "string"}},
        "start_unchecked": {"type": "boolean"},
        "since": {"type": ["string", "null"], "format": "date-time"},
        "basis": {"type": "string"},
    },
}
ROUTE_LINES = {
    "type": "object",
    "properties": {
        "results": {"type": "array", "items": ROUTE_LINE},
        "former": {"type": "array", "items": ROUTE_LINE},
    },
}
