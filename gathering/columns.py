"""Links as a list, and who is still missing."""

from django.db.models import Case, CharField, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clock import clock
from enterprises.shared_columns import county_columns, firm_columns
from ui.columns import Column, Columns

from .models import MOST_WRONG, OPEN, CollectionLink

STATES = [
    *CollectionLink.Status.choices,
    ("expired", _("已过期")),
    ("closed", _("尾号错误过多，已关闭")),
]
TONES = {
    "open": "",
    "sent": "busy",
    "returned": "warn",
    "accepted": "ok",
    "revoked": "idle",
    "expired": "idle",
    "closed": "stop",
}


def state_of(_user=None):
    """What a link is worth now: its status, or that it opens no more."""
    waiting = Q(status__in=[status for status in OPEN if status != "sent"])
    return Case(
        When(waiting & Q(wrong__gte=MOST_WRONG), then=Value("closed")),
        When(waiting & Q(expires_at__lte=clock.now()), then=Value("expired")),
        default=F("status"),
        output_field=CharField(),
    )


LINKS = Columns(
    CollectionLink,
    [
        *firm_columns(),
        Column(
            "task",
            pgettext_lazy("link", "事项"),
            kind="choice",
            choices=CollectionLink.Task,
            sort=True,
            phone="s2",
        ),
        *county_columns("enterprise__county", page=False),
        Column("made_by", _("发出人"), source="made_by__name"),
        Column("moved_at", _("最近办理"), kind="moment", sort=True),
        Column("opened_at", _("首次打开"), kind="moment", sort=True),
        Column("expires_at", _("有效至"), kind="moment", sort=True, phone="s3"),
        Column(
            "status",
            _("状态"),
            kind="state",
            expression=state_of,
            choices=STATES,
            tones=TONES,
            phone="s1",
        ),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("gathering:link", args=[row["pk"]]),
)
