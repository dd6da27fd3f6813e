"""Posts, phones, shifts and records as lists."""

from django.db.models import Count, Max, Min, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passes.roadside.outcomes import Verdict
from ui.columns import Column, Columns
from ui.names import named

from .models import Check, Device, Post, Shift
from .models.records import Action, How

VERDICT_TONES = {
    "valid": "ok",
    "return_only": "warn",
    "not_yet": "busy",
    "outside_hours": "warn",
    "suspended": "warn",
    "unknown": "warn",
    "foreign": "busy",
} | dict.fromkeys(
    ["expired", "revoked", "recalled", "voided", "superseded", "wrong_plate", "not_found"], "stop"
)


def _of_phones(what):
    """A figure of a post's phones in use."""
    phones = Device.objects.in_use().filter(post=OuterRef("pk")).order_by().values("post")
    return Subquery(phones.annotate(figure=what).values("figure"))


POSTS = Columns(
    Post,
    [
        Column("name", _("名称"), link=True, phone="title", sort=True),
        Column("region_code", _("区划代码"), source="region__code", kind="code", page=False, nest="region"),
        Column("region_name", _("所在区划"), expression=named("region"), nest="region", phone="s2"),
        Column("unit", _("值守单位"), source="unit__name", phone="s3"),
        Column("phone", _("联系电话"), kind="tel"),
        Column("phones", _("在用手机"), kind="number", expression=_of_phones(Count("pk"))),
        Column(
            "synced_at",
            _("最近同步"),
            kind="moment",
            expression=_of_phones(Max("synced_at")),
            sort=True,
            phone="s1",
        ),
        Column("list_number", _("最旧名单期号"), kind="number", expression=_of_phones(Min("list_number"))),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("checkpoints:post", args=[row["pk"]]),
)
DEVICES = Columns(
    Device,
    [
        Column("name", _("手机"), phone="title"),
        Column("post", _("查验点"), source="post__name", phone="s2"),
        Column("post_id", _("查验点编号"), kind="number", page=False, export=False),
        Column("enrolled_at", _("登记时间"), kind="moment", sort=True),
        Column("synced_at", _("最近同步"), kind="moment", sort=True, phone="s1"),
        Column("list_number", _("名单期号"), kind="number"),
        Column("cut_off_at", _("停用时间"), kind="moment", phone="s3"),
        Column("cut_off_why", _("停用原因")),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
)
SHIFTS = Columns(
    Shift,
    [
        Column("officer", _("值守人"), phone="title"),
        Column("unit", _("单位"), phone="s2"),
        Column("post", _("查验点"), source="device__post__name", phone="s3"),
        Column("phone", _("手机"), source="device__name"),
        Column("since", _("接班"), kind="moment", sort=True, phone="s1"),
        Column("until", _("交班"), kind="moment"),
        Column("uid", _("编号"), source="pk", kind="code", page=False, export=False),
    ],
)
CHECKS = Columns(
    Check,
    [
        Column("seen_at", _("查验时间"), kind="moment", sort=True, phone="s1"),
        Column("plate", _("车牌号码"), kind="plate", phone="title"),
        Column("post", _("查验点"), source="place__post__name", phone="s2"),
        Column("how", _("方式"), kind="choice", choices=How),
        Column("verdict", _("现场结果"), kind="state", choices=Verdict, tones=VERDICT_TONES, phone="s3"),
        Column("known", _("服务器结果"), kind="state", choices=Verdict, tones=VERDICT_TONES),
        Column("action", _("处置"), kind="choice", choices=Action),
        Column("list_number", _("名单期号"), kind="number"),
        Column("received_at", _("收到时间"), kind="moment"),
        Column("uid", _("编号"), source="pk", kind="code", page=False, export=False),
    ],
)
