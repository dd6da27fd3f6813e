"""Control periods as a list."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ui.columns import Column, Columns
from ui.names import named

from .models import ControlPeriod, Phase

TONES = {"planned": "busy", "ahead": "busy", "in_force": "warn", "ended": "idle", "cancelled": "idle"}


COLUMNS = Columns(
    ControlPeriod,
    [
        Column("region_code", _("区划代码"), source="region__code", kind="code", page=False, nest="region"),
        Column(
            "region_name",
            _("管控区域"),
            expression=named("region"),
            sort="region__code",
            link=True,
            phone="title",
            nest="region",
        ),
        Column("place", _("具体范围")),
        Column("kind_name", _("管控类型"), expression=named("kind"), sort="kind", phone="s2"),
        Column("since", _("开始时间"), source="term__since", kind="moment", sort=True, phone="s3"),
        Column("until", _("结束时间"), source="term__until", kind="moment"),
        Column("number", _("通告编号"), sort=True),
        Column("issuer", _("发布机关")),
        Column("phase", _("状态"), kind="state", choices=Phase, tones=TONES, sort="standing", phone="s1"),
        Column(
            "status", _("办理状态"), kind="choice", choices=ControlPeriod.Status, page=False, export=False
        ),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("periods:detail", args=[row["pk"]]),
)
