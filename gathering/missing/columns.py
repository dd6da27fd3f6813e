"""The list of who is missing: the firm, how its plan and loop stand, whom to call."""

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from calls.columns import TONES as CALL_TONES
from calls.models import Call
from enterprises.models import Enterprise
from enterprises.shared_columns import county_columns
from plans.columns import LOOP_TONES, PLAN_TONES
from plans.models import Plan
from plans.models.loops import Loop
from ui.columns import Column, Columns
from ui.names import named

from .queries import LACKS

NONE = "none"  # where no plan was begun

MISSING = Columns(
    Enterprise,
    [
        Column("name", _("企业名称"), sort="pinyin", link=True, phone="title"),
        Column("credit_code", _("统一社会信用代码"), kind="code", page=False),
        Column("park", _("所属园区"), source="park__name", phone="s2"),
        *county_columns("county", page=False),
        Column("town", _("镇街"), expression=named("town"), page=False),
        Column(
            "plan_status",
            _("方案状态"),
            expression=Coalesce("plan_status", Value(NONE)),
            kind="state",
            choices=[(NONE, LACKS["not_filed"]), *Plan.Status.choices],
            tones={**PLAN_TONES, NONE: "warn"},
            sort="plan_status",
            phone="s1",
        ),
        Column("lacking_fields", _("缺项"), kind="number", sort=True),
        Column(
            "loop_status",
            _("闭环状态"),
            kind="state",
            choices=Loop.Status,
            tones=LOOP_TONES,
            sort=True,
            phone="s3",
        ),
        Column("loop_due", _("确认时限"), kind="moment", sort=True),
        Column(
            "call_status",
            _("电话通知"),
            kind="state",
            choices=Call.Status,
            tones=CALL_TONES,
            see=lambda user: user.holds(Role.TERRITORIAL, Role.DISTRICT, Role.CITY, Role.AUDITOR),
        ),
        Column("contact_name", _("联系人"), page=False, person=True),
        Column("contact_phone", _("联系电话"), kind="code", person=True),
        Column("plan_id", _("方案编号"), kind="number", page=False, export=False),
    ],
    key="credit_code",
    url=lambda row: reverse("enterprises:detail", args=[row["key"]]),
)
