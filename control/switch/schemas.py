"""What the switch says over REST, described."""

LINE = {
    "type": "object",
    "properties": {
        "credit_code": {"type": "string"},
        "name": {"type": "string"},
        "territory": {"type": "string"},
        "plan": {"type": ["integer", "null"], "description": "number of the plan on file"},
        "version": {"type": ["integer", "null"]},
        "people": {"type": ["integer", "null"]},
        "equal": {"type": "boolean", "description": "the plan names a backup of equal standard"},
        "reduced": {"type": "boolean", "description": "the plan names a backup of reduced standard"},
        "code": {"type": "string", "description": "empty where the firm can be ordered, else why not"},
        "standing": {
            "type": "string",
            "description": "status of the plan or open loop that stands in the way",
        },
        "detail": {"type": "string"},
    },
}
PREVIEW = {
    "type": "object",
    "properties": {
        "as_of": {"type": "string", "format": "date-time"},
        "scope": {"type": "string"},
        "digest": {"type": "string", "description": "SHA-256 of the judgement; an order carries it"},
        "ready": {"type": "integer"},
        "people": {"type": "integer"},
        "refused": {"type": "integer"},
        "reasons": {"type": "array", "items": {"type": "object"}},
        "not_found": {"type": "array", "items": {"type": "object"}},
        "lines": {"type": "array", "items": LINE},
    },
}
SCOPE = {
    "region": {"type": "string", "description": "code of a town, county or city"},
    "park": {"type": "integer"},
    "enterprises": {"type": "array", "items": {"type": "string"}, "description": "credit codes or names"},
    "above_scale": {"type": "boolean"},
}
ASK = {"type": "object", "properties": SCOPE, "description": "one of region, park, enterprises"}
PRESS = {
    "type": "object",
    "required": ["digest"],
    "properties": {
        **SCOPE,
        "digest": {"type": "string"},
        "drill": {"type": "boolean", "description": "do it and roll it back; keep the report"},
        "variant": {"type": "string", "enum": ["plan", "equal", "reduced"]},
        "variants": {"type": "object", "description": "credit code -> standard, for exceptions"},
        "due_at": {"type": "string", "format": "date-time"},
        "basis": {"type": "string"},
        "remark": {"type": "string"},
        "prepared": {"type": "integer", "description": "the prepared switch this order commits"},
    },
}
WITHDRAW = {
    "type": "object",
    "required": ["remark"],
    "properties": {
        "remark": {"type": "string"},
        "basis": {"type": "string"},
        "enterprises": {
            "type": "array",
            "items": {"type": "string"},
            "description": "credit codes of those to withdraw; all that nobody confirmed when left out",
        },
    },
}
BOARD = {
    "type": "object",
    "properties": {
        "as_of": {"type": "string", "format": "date-time"},
        "totals": {"type": "object", "additionalProperties": {"type": "integer"}},
        "places": {"type": "array", "items": {"type": "object"}},
        "latest": {"type": "array", "items": {"type": "object"}},
        "silent": {"type": "array", "items": {"type": "string"}},
        "failed": {"type": "array", "items": {"type": "string"}},
    },
}
ANSWERS = {
    "type": "object",
    "properties": {
        "rows": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["credit_code"],
                "properties": {
                    "credit_code": {"type": "string"},
                    "people_inside": {"type": "integer", "minimum": 1},
                    "occurred_at": {"type": "string", "format": "date-time"},
                    "failed": {"type": "string", "description": "why it could not start"},
                },
            },
        },
        "text": {"type": "string", "description": "instead of rows: lines as one pastes them"},
        "basis": {"type": "string"},
        "dry_run": {"type": "boolean"},
    },
}
ANSWERED = {
    "type": "object",
    "properties": {
        "confirmed": {"type": "integer"},
        "failed": {"type": "integer"},
        "dry_run": {"type": "boolean"},
    },
}
