"""Firms, parks and daily returns as lists."""

from django.db.models import Case, CharField, F, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from ui.columns import Column, Columns
from ui.names import named

from .jurisdiction import SEE_ALL, of_own_county, of_own_firm
from .models import DailyReturn, Enterprise, Park
from .shared_columns import county_columns

# A plain condition gets no mark at all; what stops work does.
STATUS_TONES = {
    "normal": "plain",
    "closed_loop": "ok",
    "reduced": "warn",
    "stopped_epidemic": "stop",
    "stopped_seasonal": "idle",
    "stopped_phase": "idle",
    "maintenance": "idle",
    "closed": "idle",
}


# Only what is out of the ordinary is said: nothing for a firm that may produce in closed loop.
QUALIFICATION = Case(
    When(disqualified_at__isnull=False, then=Value("disqualified")),
    default=Value(None),
    output_field=CharField(),
)


def output_seen_by(path=""):
    """A single firm's output is seen by the city, its own county and the firm itself only (design §4)."""

    def rows(user):
        if user.holds(*SEE_ALL):
            return None
        return of_own_county(user, path) | of_own_firm(user, path)

    return rows


def sees_contacts(user):
    return user.holds(Role.CITY, Role.DISTRICT, Role.TERRITORIAL, Role.CLERK)


ENTERPRISES = Columns(
    Enterprise,
    [
        Column("name", _("企业名称"), sort="pinyin", link=True, phone="title"),
        Column("credit_code", _("统一社会信用代码"), kind="code", sort=True, phone="s3"),
        *county_columns("county", sort="county__code"),
        Column("town_code", _("镇街代码"), source="town__code", kind="code", page=False, nest="town"),
        Column("town_name", _("镇街"), expression=named("town"), page=False, export=False, nest="town"),
        Column("park", _("所属园区"), source="park__name", sort="park__pinyin", phone="s2"),
        Column("industry_code", _("行业代码"), kind="code", page=False),
        Column("industry", _("行业"), sort="industry_code", heading=_("行业名称"), wrap=True),
        Column(
            "above_scale",
            _("规上"),
            source="entry__above_scale",
            kind="yesno",
            sort=True,
            heading=_("是否规上"),
        ),
        Column(
            "output_value",
            _("上年产值"),
            source="entry__output_value",
            kind="money",
            unit=_("万元"),
            sort=True,
            mask=output_seen_by(),
            heading=_("上年工业总产值（万元）"),
        ),
        Column(
            "employees",
            _("从业"),
            source="entry__employees",
            kind="number",
            unit=_("人"),
            sort=True,
            heading=_("从业人员（人）"),
        ),
        Column("contact_name", _("联系人"), page=False, see=sees_contacts, person=True),
        Column("contact_phone", _("联系电话"), kind="code", page=False, see=sees_contacts, person=True),
        Column("liaison_name", _("包联专员"), page=False),
        Column("disqualified_at", _("取消资格时间"), kind="moment", page=False, export=False),
        Column(
            "qualification",
            _("资格"),
            expression=QUALIFICATION,
            kind="state",
            choices=[("disqualified", _("已取消资格"))],
            tones={"disqualified": "stop"},
            export=False,
            rest=False,
            phone="hide",
        ),
    ],
    key="credit_code",
    url=lambda row: reverse("enterprises:detail", args=[row["key"]]),
)

PARKS = Columns(
    Park,
    [
        Column("name", _("园区名称"), sort="pinyin", link=True, phone="title"),
        *county_columns("county", sort="county__code", phone="s2"),
        Column("committee", _("管委会"), source="unit__name", phone="s3"),
        Column("firms", _("企业"), expression=F("firms"), kind="number", unit=_("家"), phone="s1"),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("enterprises:park", args=[row["pk"]]),
)

RETURNS = Columns(
    DailyReturn,
    [
        Column(
            "name",
            _("企业名称"),
            source="enterprise__name",
            sort="enterprise__pinyin",
            link=True,
            phone="title",
        ),
        Column("day", _("日期"), kind="date", sort=True, phone="s3"),
        Column("credit_code", _("统一社会信用代码"), source="enterprise__credit_code", kind="code"),
        Column("county", _("区县"), expression=named("enterprise__county"), sort="enterprise__county__code"),
        Column(
            "status",
            _("生产状态"),
            kind="state",
            choices=DailyReturn.Status,
            tones=STATUS_TONES,
            sort=True,
            phone="s1",
        ),
        Column(
            "on_site", _("在厂"), kind="number", unit=_("人"), sort=True, heading=_("在厂人数"), phone="s2"
        ),
        Column("nat_due", _("应检"), kind="number", unit=_("人"), heading=_("应检人数")),
        Column("nat_done", _("已检"), kind="number", unit=_("人"), heading=_("已检人数")),
        Column("nat_positive", _("阳性"), kind="number", unit=_("人"), heading=_("阳性人数")),
        Column(
            "output_value",
            _("当日产值"),
            kind="money",
            unit=_("万元"),
            mask=output_seen_by("enterprise__"),
            heading=_("当日产值（万元）"),
        ),
        Column(
            "power_kwh",
            _("用电量"),
            kind="number",
            unit=_("千瓦时"),
            page=False,
            heading=_("用电量（千瓦时）"),
        ),
        Column(
            "material_days", _("原辅料"), kind="number", unit=_("天"), page=False, heading=_("原辅料可用天数")
        ),
        Column(
            "living_days",
            _("生活物资"),
            kind="number",
            unit=_("天"),
            page=False,
            heading=_("生活物资可用天数"),
        ),
        Column(
            "ppe_days", _("防疫物资"), kind="number", unit=_("天"), page=False, heading=_("防疫物资可用天数")
        ),
        Column("recorded_at", _("填报时间"), kind="moment", export=False),
    ],
    key="enterprise__credit_code",
    url=lambda row: reverse("enterprises:detail", args=[row["key"]]),
)
