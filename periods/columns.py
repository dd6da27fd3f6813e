"""Control periods as a list."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clock import clock
from ui.columns import Column, Columns
from ui.names import named

from .models import ControlPeriod, PeriodRelease, Phase

TONES = {"planned": "busy", "ahead": "busy", "in_force": "warn", "ended": "idle", "cancelled": "idle"}


def _released(_user):
    """The towns released by now, in one cell."""
    gone = PeriodRelease.objects.current().filter(period=OuterRef("pk"), released_at__lte=clock.now())
    names = StringAgg(named("region")(_user), delimiter="、", order_by="region__code")
    return Subquery(gone.order_by().values("period").annotate(names=names).values("names"))


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
        Column("released", _("已解除镇街"), expression=_released),
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
