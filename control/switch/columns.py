"""Switches and prepared switches as lists."""

from django.db.models import Case, CharField, Func, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.models.loops import Variant
from ui.columns import Column, Columns
from ui.names import named

from .models import PreparedSwitch, Switch

TONES = {
    "prepared": "busy",
    "near": "warn",
    "due": "stop",
    "committed": "ok",
    "cancelled": "idle",
    "expired": "idle",
}


def scope_name(user):
    """The division or park by its name in the reader's language; a set of firms by their number, and by the county
    where all of them lie in one."""
    before, after = _now("选定的{count}家企业").split("{count}")
    number = Cast(Func("codes", function="cardinality"), CharField())
    chosen = Concat(Value(before), number, Value(after), output_field=CharField())
    there = Concat(named("county")(user), Value(_now("：")), chosen)
    return Coalesce(named("region")(user), "park__name", Case(When(county=None, then=chosen), default=there))


SWITCHES = Columns(
    Switch,
    [
        Column("scope", _("切换范围"), expression=scope_name, link=True, phone="title"),
        Column("verb", pgettext_lazy("switch", "事项"), kind="choice", choices=Switch.Verb, phone="s2"),
        Column("drill", _("演练"), kind="yesno"),
        Column("region_code", _("区划代码"), source="region__code", kind="code", page=False),
        Column("park", _("园区"), source="park__name", page=False),
        Column("moved", _("家数"), kind="number", sort=True, phone="s1"),
        Column("people", _("方案人数"), kind="number", sort=True),
        Column("refused", _("不能切换"), kind="number", sort=True),
        Column("variant", _("启动标准"), kind="choice", choices=Variant, page=False),
        Column("digest", _("判定摘要"), kind="code", page=False, export=False),
        Column("due_at", _("确认时限"), kind="moment", page=False),
        Column("basis", _("依据"), wrap=True),
        Column("by", _("办理人"), source="by__name"),
        Column("at", _("时间"), kind="moment", sort=True, phone="s3"),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("control:switch", args=[row["pk"]]),
)

PREPARED = Columns(
    PreparedSwitch,
    [
        Column("scope", _("切换范围"), expression=scope_name, link=True, phone="title"),
        Column("hour", _("切换时间"), kind="moment", sort=True, phone="s3"),
        Column("period", _("通告"), source="period__number", phone="s2"),
        Column("region_code", _("区划代码"), source="region__code", kind="code", page=False),
        Column("park", _("园区"), source="park__name", page=False),
        Column("ready", _("可下达"), kind="number", sort=True),
        Column("people", _("方案人数"), kind="number"),
        Column("refused", _("不能切换"), kind="number"),
        Column("refreshed_at", _("预览时间"), kind="moment"),
        Column("by", _("准备人"), source="by__name"),
        Column("switch", _("切换"), source="switch_id", kind="number", page=False, export=False),
        Column(
            "status",
            _("状态"),
            kind="state",
            choices=PreparedSwitch.Status,
            tones=TONES,
            sort=True,
            phone="s1",
        ),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("control:prepared", args=[row["pk"]]),
)
