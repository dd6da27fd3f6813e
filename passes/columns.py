"""Passes, and their types, as lists."""

from datetime import timedelta

from django.db.models import Case, CharField, DateTimeField, ExpressionWrapper, F, Func, Q, Value, When
from django.db.models.functions import Concat, Left, Right, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clock import clock
from enterprises.shared_columns import county_columns
from ui.columns import Column, Columns
from ui.names import named

from . import standing
from .models import Channel, Goods, PassType, Scope, ValidityKind, VehiclePass
from .models.credentials import HealthCode, NatResult
from .paper.stamped import STAMP_WORDS, STAMPED
from .people import masked_before, over_before, sees_people
from .plates import Colour
from .steps import NEXT, NEXT_DESK, Desk, Next, Steps

LAST_MOMENT = timedelta(microseconds=1)


def driver_name(user):
    """A month after the pass is over only the surname."""
    short = Concat(Left("driver_name", 1), Value("**"), output_field=CharField())
    long_over = over_before(masked_before()) & ~Q(driver_name="")
    return Case(When(long_over, then=short), default=F("driver_name"), output_field=CharField())


def not_over(user):
    return ~over_before(masked_before())


def day_of(bound):
    return TruncDate(bound, tzinfo=timezone.get_default_timezone())


def time_of(minutes):
    """Minutes after midnight as a form takes them, "22:00"; the end of the day is "24:00"."""
    spelt = "to_char(make_interval(mins => %(expressions)s), 'HH24:MI')"
    return Func(F(minutes), template=spelt, output_field=CharField())


LAST_DAY = ExpressionWrapper(F("validity__endswith") - LAST_MOMENT, output_field=DateTimeField())
MASKED_PHONE = Concat(
    Left("driver_phone", 3), Value("****"), Right("driver_phone", 4), output_field=CharField()
)

COLUMNS = Columns(
    VehiclePass,
    [
        Column("plate", _("车牌号码"), kind="plate", sort=True, link=True, phone="title"),
        Column("number", _("证件编号"), kind="code", sort=True),
        Column("type_code", _("类型代码"), source="type__code", kind="code", page=False, nest="type"),
        Column("type_name", _("类型"), expression=named("type"), page=False, nest="type"),
        Column(
            "enterprise_credit_code",
            _("统一社会信用代码"),
            source="enterprise__credit_code",
            kind="code",
            page=False,
            nest="enterprise",
        ),
        Column(
            "enterprise_name",
            _("申请单位"),
            source="enterprise__name",
            sort="enterprise__pinyin",
            phone="s2",
            nest="enterprise",
        ),
        *county_columns("enterprise__county", page=False),
        Column("goods_category", _("物资类别"), kind="choice", choices=Goods, sort=True),
        Column("goods_name", _("品名"), page=False),
        Column("weight_t", _("重量"), kind="decimal", unit=_("吨"), page=False),
        Column("origin_code", _("始发地代码"), source="origin__code", kind="code", page=False, nest="origin"),
        Column("origin_name", _("始发地"), expression=named("origin"), nest="origin"),
        Column(
            "destination_code",
            _("目的地代码"),
            source="destination__code",
            kind="code",
            page=False,
            nest="destination",
        ),
        Column("destination_name", _("目的地"), expression=named("destination"), nest="destination"),
        Column("origin_place", _("始发地镇街、地址"), page=False),
        Column("destination_place", _("目的地镇街、地址"), page=False),
        Column("route", _("途经线路"), page=False),
        Column(
            "first_day", _("有效期起"), expression=day_of(F("validity__startswith")), kind="date", page=False
        ),
        Column("last_day", _("有效期止"), expression=day_of(LAST_DAY), kind="date", sort="validity"),
        Column(
            "stamped", _("盖章"), expression=STAMPED, kind="yesno", choices=STAMP_WORDS, heading=_("已盖章")
        ),
        Column(
            "valid_until",
            _("失效时刻"),
            source="validity__endswith",
            kind="moment",
            page=False,
            export=False,
        ),
        Column("hours_from", _("每日通行时段起"), expression=time_of("hours_from"), page=False),
        Column("hours_until", _("每日通行时段止"), expression=time_of("hours_until"), page=False),
        Column("plate_colour", _("车牌颜色"), kind="choice", choices=Colour, page=False),
        Column("driver_name", _("驾驶员"), expression=driver_name, page=False, see=sees_people, person=True),
        Column(
            "driver_phone", _("联系电话"), expression=MASKED_PHONE, page=False, see=sees_people, person=True
        ),
        Column("trailer_plate", _("挂车号牌"), page=False),
        Column("vin", _("车辆识别代号（VIN）"), kind="code", page=False),
        Column("road_permit", _("道路运输证号"), kind="code", page=False),
        Column(
            "driver_permit", _("驾驶员从业资格证号"), kind="code", page=False, see=sees_people, mask=not_over
        ),
        Column(
            "nat_sampled_at", _("核酸采样时间"), kind="moment", page=False, see=sees_people, mask=not_over
        ),
        Column(
            "nat_result",
            _("核酸结果"),
            kind="choice",
            choices=NatResult,
            page=False,
            see=sees_people,
            mask=not_over,
        ),
        Column(
            "health_code",
            _("健康码"),
            kind="choice",
            choices=HealthCode,
            page=False,
            see=sees_people,
            mask=not_over,
        ),
        Column("validity_kind", _("有效方式"), kind="choice", choices=ValidityKind, page=False),
        Column("channel", _("渠道"), kind="choice", choices=Channel, page=False),
        Column("batch", _("批次"), source="batch_id", kind="number", page=False),
        Column("amends", _("原证"), source="amends_id", kind="number", page=False),
        Column("issuing_unit", _("核发单位"), source="type__issuing_unit__name", page=False),
        Column("issued_at", _("核发时间"), kind="moment", sort=True, page=False),
        Column("due_at", _("时限"), kind="moment", sort=True, phone="s3"),
        Column(
            "standing",
            _("状态"),
            expression=lambda user: standing.in_sql(clock.now()),
            kind="state",
            choices=standing.CHOICES,
            tones=standing.TONES,
            sort="status",
            phone="s1",
        ),
        Column(
            "status",
            _("办理状态"),
            kind="choice",
            choices=VehiclePass.Status,
            page=False,
            export=False,
        ),
        Column("awaits", _("下一步"), expression=NEXT, kind="choice", choices=Next, page=False),
        Column("awaits_desk", _("承办"), expression=NEXT_DESK, kind="choice", choices=Desk, page=False),
        Column("uid", _("核验标识"), page=False, export=False),
        Column("id", _("序号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("passes:detail", args=[row["pk"]]),
)

TYPES = Columns(
    PassType,
    [
        Column("name", _("名称"), expression=named(""), link=True, phone="title"),
        Column("code", _("代码"), kind="code", sort=True, page=False),
        Column("name_en", _("英文名称"), page=False),
        Column("scope", _("范围"), kind="choice", choices=Scope),
        Column("issuing_unit", _("核发单位"), source="issuing_unit__name", phone="s2"),
        Column("steps", _("办理步骤"), kind="choice", choices=Steps, phone="s3"),
        Column("recommender", _("推荐单位"), kind="choice", choices=Desk, page=False),
        Column("validity_kinds", _("有效方式"), page=False, export=False),
        Column("second_person", _("须另一人同意的疑点"), page=False, export=False),
        Column("issuing_unit_phone", _("值班电话"), source="issuing_unit__duty_phone", page=False),
        Column("minted", _("由本门户编号"), kind="yesno", page=False),
        Column("longest_days", _("最长有效天数"), kind="number"),
        Column("most_days", _("经同意最长有效天数"), kind="number", page=False),
        Column("supersedes", _("替代规则"), kind="choice", choices=PassType.Supersedes),
        Column("handling_hours", _("办理时限（小时）"), kind="number"),
        Column("is_open", _("开放申请"), kind="yesno", phone="s1"),
        Column("needs_seal", _("须盖章"), kind="yesno"),
        Column("id", _("序号"), source="pk", kind="number", page=False),
    ],
    key="code",
    url=lambda row: reverse("passes:type", args=[row["key"]]),
)
