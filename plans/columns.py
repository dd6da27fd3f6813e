"""Plans and loops as lists."""

from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clock import clock
from enterprises.shared_columns import county_columns, firm_columns
from ui.columns import Column, Columns
from whitelist import standing
from whitelist.standing import standing_expression

from .models import Plan, PlanVersion
from .models.loops import Loop, Variant
from .paper.stamped import STAMP, STAMP_WORDS

PLAN_TONES = {
    "draft": "",
    "submitted": "busy",
    "endorsed": "busy",
    "filed": "ok",
    "returned": "warn",
    "refused": "stop",
    "withdrawn": "idle",
    "superseded": "idle",
}
LOOP_TONES = {
    "ordered": "busy",
    "running": "ok",
    "paused": "warn",
    "lifted": "idle",
    "cancelled": "idle",
    "failed": "stop",
}

LAST_VERSION = Subquery(
    PlanVersion.objects.filter(plan=OuterRef("pk")).order_by("-number").values("number")[:1]
)

CHECK = Case(
    When(needs_check=False, then=Value("")),
    When(check_failed=True, then=Value("failed")),
    When(checked_at__isnull=False, then=Value("done")),
    When(status="filed", joint_check_due_at__isnull=False, then=Value("owed")),
    default=Value("open"),
    output_field=CharField(),
)
CHECK_WORDS = [
    ("", _("不要求")),
    ("open", _("未完成")),
    ("owed", _("容缺待补")),
    ("done", _("已完成")),
    ("failed", _("不合格")),
]
CHECK_TONES = {"": "plain", "open": "", "owed": "warn", "done": "ok", "failed": "stop"}


def holder(_user):
    """Who has the plan in hand at this moment."""
    return Case(When(claimed_until__gt=clock.now(), then="claimed_by__name"), output_field=CharField())


PLANS = Columns(
    Plan,
    [
        Column(
            "name",
            _("企业或园区"),
            expression=Coalesce("enterprise__name", "park__name"),
            sort="subject_pinyin",
            link=True,
            phone="title",
        ),
        Column(
            "credit_code", _("统一社会信用代码"), source="enterprise__credit_code", kind="code", page=False
        ),
        Column("kind", _("类型"), kind="choice", choices=Plan.Kind, sort=True, page=False),
        *county_columns("enterprise__county", "park__county", phone="s2"),
        Column("version", _("版次"), expression=LAST_VERSION, kind="number", page=False),
        Column("people_inside", _("闭环人数"), kind="number", sort=True),
        Column("beds", _("床位"), kind="number", sort=True, page=False),
        Column("trucks_per_day", _("日均进出"), kind="number", unit=_("车次"), sort=True, page=False),
        Column("planned_from", _("方案起"), kind="date", page=False),
        Column("planned_until", _("方案止"), kind="date", page=False),
        Column("backup_equal", _("有同准备份"), kind="yesno", page=False),
        Column("backup_reduced", _("有降准备份"), kind="yesno", page=False),
        Column("needs_city", _("须市级备案"), kind="yesno", page=False),
        Column("rest_missing", _("待补"), kind="number", unit=_("项"), sort=True),
        Column("rest_due_at", _("补齐时限"), kind="moment", page=False),
        Column(
            "standing",
            _("名单与资格"),
            expression=lambda user: standing_expression("enterprise", "park"),
            kind="state",
            choices=standing.CHOICES,
            tones=standing.TONES,
        ),
        Column("needs_check", _("须联合核查"), kind="yesno", page=False),
        Column(
            "check",
            _("联合核查"),
            expression=CHECK,
            kind="state",
            choices=CHECK_WORDS,
            tones=CHECK_TONES,
        ),
        Column(
            "stamp",
            pgettext_lazy("plan", "盖章"),
            expression=STAMP,
            kind="choice",
            choices=STAMP_WORDS,
        ),
        Column("checked_at", _("核查完成"), kind="moment", page=False),
        Column("joint_check_due_at", _("补核查时限"), kind="moment", page=False),
        Column("claimed_by", _("领办人"), expression=holder),
        Column("moved_at", _("最近办理"), kind="moment", sort=True),
        Column("due_at", _("时限"), kind="moment", sort=True, phone="s3"),
        Column(
            "status", _("状态"), kind="state", choices=Plan.Status, tones=PLAN_TONES, sort=True, phone="s1"
        ),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("plans:detail", args=[row["pk"]]),
)

LOOPS = Columns(
    Loop,
    [
        *firm_columns(_("企业")),
        *county_columns("enterprise__county"),
        Column("park", _("所属园区"), source="enterprise__park__name", phone="s2"),
        Column("variant", _("启动标准"), kind="choice", choices=Variant, page=False),
        Column("planned", _("方案人数"), source="plan__people_inside", kind="number"),
        Column("people_inside", _("闭环内人数"), kind="number", sort=True),
        Column("moved_at", _("最近办理"), kind="moment", sort=True),
        Column("due_at", _("确认时限"), kind="moment", sort=True, phone="s3"),
        Column(
            "status", _("状态"), kind="state", choices=Loop.Status, tones=LOOP_TONES, sort=True, phone="s1"
        ),
        Column("plan", _("所依方案"), source="plan_id", kind="number", page=False, export=False),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("plans:loop", args=[row["pk"]]),
)
