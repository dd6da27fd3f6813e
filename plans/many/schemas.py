"""Bodies and answers of the verbs on many plans, as JSON Schema."""

from plans.models import Condition, Signed, SigningUnit, Verdict

from .verbs import MOST
from .visits import NOT_SIGNED


def _object(required=(), **properties):
    return {"type": "object", "properties": properties, **({"required": list(required)} if required else {})}


def _list(items, most=None):
    return {"type": "array", "items": items, **({"maxItems": most} if most else {})}


_INT, _TEXT = {"type": "integer"}, {"type": "string"}
_CONDITIONS = {condition: {"type": "string", "enum": Verdict.values} for condition in Condition.values}
_UNITS = {unit: {"type": "string", "enum": [*Signed.values, NOT_SIGNED]} for unit in SigningUnit.values}
_DIGESTED = _object(("id",), id=_INT, sha256=_TEXT)
_REASONS = _object(id=_INT, reasons=_list(_object(code=_TEXT, detail=_TEXT)))

PRESS_MANY = _object(
    ("plans",),
    plans={
        **_list(_DIGESTED, MOST),
        "description": "sha256 of the version read; only a preview goes without",
    },
    preview={"type": "boolean", "description": "does nothing, tells what would be done"},
    owing={
        "type": "boolean",
        "description": "also those of which only the rest of the form is missing, its term not passed",
    },
)
SUMMARY = _object(count=_INT, clean=_list(_DIGESTED), refused=_list(_REASONS))
PRESSED_MANY = _object(done=_list(_INT), clean=_list(_DIGESTED), refused=_list(_REASONS))

_APART = {
    "verdicts": _object(**_CONDITIONS),
    "units": {**_object(**_UNITS), "description": "where a unit's verdict differs from that for all"},
    "note": _TEXT,
}
VISIT = _object(
    ("plans",),
    plans=_list(_object(("id", "sha256"), id=_INT, sha256=_TEXT, **_APART)),
    signatures=_list(
        _object(
            ("unit", "signer", "verdict"),
            unit={"type": "string", "enum": SigningUnit.values},
            signer=_TEXT,
            verdict={"type": "string", "enum": Signed.values},
            unit_name=_TEXT,
        )
    ),
    verdicts=_object(**_CONDITIONS),
    signed_at={"type": "string", "format": "date-time"},
)
_PHOTO = {"type": "string", "format": "binary"}
# With photos: the same as JSON text in ``visit``; ``photo`` for all, ``photo_{id}`` of one firm.
VISIT_WITH_PHOTOS = _object(("visit",), visit=_TEXT, photo=_PHOTO)
VISITED = _object(signed=_list(_INT), judged=_list(_INT), refused=_list(_REASONS))
