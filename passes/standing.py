"""How a pass stands at a moment: its status, and for an issued one what its dates say."""

from django.db.models import Case, CharField, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from .models import VehiclePass
from .steps import ISSUABLE

Status = VehiclePass.Status
VALID, NOT_YET, EXPIRED = "valid", "not_yet", "expired"
CHOICES = [
    *[(code, words) for code, words in Status.choices if code != Status.ISSUED],
    (VALID, _("有效")),
    (NOT_YET, _("未到生效日")),
    (EXPIRED, _("到期失效")),
]
TONES = {
    "draft": "",
    "submitted": "busy",
    "accepted": "busy",
    "recommended": "busy",
    "returned": "warn",
    "suspended": "warn",
    "valid": "ok",
    "not_yet": "busy",
    "revoked": "stop",
    "recalled": "stop",
    "refused": "stop",
} | dict.fromkeys(["withdrawn", "voided", "superseded", "expired"], "idle")


def standing_of(vehicle_pass, moment):
    """valid, not_yet or expired for an issued pass; 待核发 whatever came before; its status for any other."""
    if vehicle_pass.awaits_issue:
        return Status.RECOMMENDED.value
    if vehicle_pass.status != Status.ISSUED:
        return vehicle_pass.status
    if moment < vehicle_pass.valid_from:
        return NOT_YET
    return VALID if moment < vehicle_pass.valid_until else EXPIRED


def in_sql(moment):
    """The same as an expression over rows."""
    return Case(
        When(ISSUABLE, then=Value(Status.RECOMMENDED.value)),
        When(~Q(status=Status.ISSUED), then=F("status")),
        When(validity__startswith__gt=moment, then=Value(NOT_YET)),
        When(validity__endswith__lte=moment, then=Value(EXPIRED)),
        default=Value(VALID),
        output_field=CharField(),
    )


def condition(standing, moment):
    """The rows that stand so."""
    if standing == Status.RECOMMENDED:
        return ISSUABLE
    return {
        VALID: Q(status=Status.ISSUED, validity__contains=moment),
        NOT_YET: Q(status=Status.ISSUED, validity__startswith__gt=moment),
        EXPIRED: Q(status=Status.ISSUED, validity__endswith__lte=moment),
    }.get(standing, Q(status=standing) & ~ISSUABLE)


def words(standing):
    return dict(CHOICES)[standing]
