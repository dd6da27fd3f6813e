"""How a pass stands at a moment: which step it waits for, its status, and for an issued one what its dates say."""

from django.db.models import Case, CharField, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from .models import VehiclePass
from .models.asked import TO_RECOMMEND_WORDS
from .steps import ISSUABLE, TO_RECOMMEND, Next

Status = VehiclePass.Status
VALID, NOT_YET, EXPIRED = "valid", "not_yet", "expired"
AWAITS_RECOMMENDATION = "to_recommend"
TOLD_OTHERWISE = {Status.ACCEPTED: [(AWAITS_RECOMMENDATION, TO_RECOMMEND_WORDS)], Status.ISSUED: []}
CHOICES = [
    *[pair for code, words in Status.choices for pair in TOLD_OTHERWISE.get(code, [(code, words)])],
    (VALID, _("有效")),
    (NOT_YET, _("未到生效日")),
    (EXPIRED, _("到期失效")),
]
TONES = {
    "draft": "",
    "submitted": "busy",
    AWAITS_RECOMMENDATION: "busy",
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
    """valid, not_yet or expired for an issued pass; 待推荐, 待核发 whatever came before; its status for any other."""
    told = {Next.ISSUE: Status.RECOMMENDED.value, Next.RECOMMEND: AWAITS_RECOMMENDATION}
    if vehicle_pass.awaits in told:
        return told[vehicle_pass.awaits]
    if vehicle_pass.status != Status.ISSUED:
        return vehicle_pass.status
    if moment < vehicle_pass.valid_from:
        return NOT_YET
    return VALID if moment < vehicle_pass.valid_until else EXPIRED


def in_sql(moment):
    """The same as an expression over rows."""
    return Case(
        When(ISSUABLE, then=Value(Status.RECOMMENDED.value)),
        When(TO_RECOMMEND, then=Value(AWAITS_RECOMMENDATION)),
        When(~Q(status=Status.ISSUED), then=F("status")),
        When(validity__startswith__gt=moment, then=Value(NOT_YET)),
        When(validity__endswith__lte=moment, then=Value(EXPIRED)),
        default=Value(VALID),
        output_field=CharField(),
    )


def condition(standing, moment):
    """The rows that stand so."""
    return {
        Status.RECOMMENDED: ISSUABLE,
        AWAITS_RECOMMENDATION: TO_RECOMMEND,
        VALID: Q(status=Status.ISSUED, validity__contains=moment),
        NOT_YET: Q(status=Status.ISSUED, validity__startswith__gt=moment),
        EXPIRED: Q(status=Status.ISSUED, validity__endswith__lte=moment),
    }.get(standing, Q(status=standing) & ~ISSUABLE & ~TO_RECOMMEND)


def words(standing):
    return dict(CHOICES)[standing]
