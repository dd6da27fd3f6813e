"""Bodies of the REST description."""

TEXT, MOMENT = {"type": "string"}, {"type": "number", "description": "seconds since 1970"}
UID = {"type": "string", "format": "uuid"}


def of(required=(), **properties):
    return {"type": "object", "properties": properties, **({"required": list(required)} if required else {})}


POST = of(id={"type": "integer"}, name=TEXT, region=TEXT, unit=TEXT, telephone=TEXT)
PHONE = of(phone=TEXT, post=POST)
ENROL = of(["code"], code=TEXT, name=TEXT)
ENROLLED = of(token=TEXT, phone=TEXT, post=POST)
SHIFT = of(["uid", "officer", "since"], uid=UID, officer=TEXT, unit=TEXT, since=MOMENT, until=MOMENT)
CHECK = of(
    ["uid", "seen_at", "how", "verdict", "action"],
    uid=UID,
    seen_at=MOMENT,
    phone_at=MOMENT,
    how=TEXT,
    plate=TEXT,
    **{"pass": UID},
    verdict=TEXT,
    fault=TEXT,
    list_number={"type": "integer"},
    action=TEXT,
    shift=UID,
    post={
        "type": "integer",
        "description": "where it was made; of another post than the phone's, no place is kept",
    },
)
SENT = of(
    shifts={"type": "array", "items": SHIFT}, checks={"type": "array", "items": CHECK, "maxItems": 1000}
)
BY_UID = {"type": "object", "additionalProperties": TEXT}
TAKEN = of(outcomes=BY_UID, known=BY_UID)
CODE = of(code=TEXT, expires_at={"type": "string", "format": "date-time"}, address=TEXT)
CUT_OFF = of(["why"], why=TEXT)
DESK = of(
    day={"type": "string", "format": "date"},
    hours={"type": "array", "items": {"type": "object"}},
    shifts={"type": "array", "items": {"type": "object"}},
    reasons={"type": "array", "items": {"type": "object"}},
    twice={"type": "array", "items": {"type": "object"}},
    surprises={"type": "array", "items": {"type": "object"}},
)
