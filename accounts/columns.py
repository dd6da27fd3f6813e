"""People, units and the log of sign-ins as lists."""

from django.apps import apps
from django.contrib.postgres.aggregates import ArrayAgg, StringAgg
from django.db.models import Case, CharField, Count, Exists, F, Func, Max, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ui.columns import Column, Columns
from ui.names import named

from .models import ADMINISTRATORS, ApiToken, Appointment, Reading, Role, SignIn, Throttle, Unit, User

STATUS = [
    ("in_office", _("在岗")),
    ("first", _("待改初始密码")),
    ("shut", _("暂停登录")),
    ("left", _("已离岗")),
]
TONES = {"in_office": "ok", "first": "busy", "shut": "warn", "left": "idle"}
OUTCOME_TONES = {
    "ok": "ok",
    "verified": "ok",
    "unlocked": "ok",
    "wrong": "warn",
    "wrong_code": "warn",
    "throttled": "stop",
}


def watches(user):
    """Who may see how others signed in."""
    return user.holds(*ADMINISTRATORS, Role.AUDITOR)


def kinds_read():
    """What personal data may be read of, in words."""
    named = [pair for config in apps.get_app_configs() for pair in getattr(config, "reads", ())]
    return [(model._meta.label, model._meta.verbose_name) for model in apps.get_models()] + named


def reads_the_log(user):
    """Who may see who read personal data: auditors, and the administrators who watch."""
    return user.holds(Role.SECURITY, Role.AUDIT, Role.AUDITOR)


def _posts():
    return Appointment.objects.in_force().filter(user=OuterRef("pk")).order_by().values("user")


def units_of(user):
    return Subquery(_posts().annotate(words=StringAgg("unit__name", "、", distinct=True)).values("words"))


def roles_of(user):
    named = Case(*(When(role=role, then=Value(str(role.label))) for role in Role), output_field=CharField())
    return Subquery(_posts().annotate(words=StringAgg(named, "、", distinct=True)).values("words"))


def role_codes_of(user):
    return Subquery(_posts().annotate(codes=ArrayAgg("role", distinct=True)).values("codes"))


def status_of(user):
    key = Concat(Value("user:"), Cast(OuterRef("pk"), CharField()))
    shut = Throttle.objects.filter(key=key, until__gt=timezone.now())  # noqa: TID251  doors open by real time
    return Case(
        When(left_at__isnull=False, then=Value("left")),
        When(Exists(shut), then=Value("shut")),
        When(must_change_password=True, then=Value("first")),
        default=Value("in_office"),
    )


def last_seen(user):
    signed = SignIn.objects.filter(user=OuterRef("pk"), outcome=SignIn.Outcome.OK).order_by().values("user")
    return Subquery(signed.annotate(at=Max("at")).values("at"))


PEOPLE = Columns(
    User,
    [
        Column("name", _("姓名"), sort=True, link=True, phone="title"),
        Column("username", _("登录名"), kind="code", sort=True),
        Column("units", _("单位"), expression=units_of, phone="s2"),
        Column("roles", _("角色"), expression=roles_of, phone="s3", rest=False),
        Column("role_codes", _("角色代码"), expression=role_codes_of, page=False, export=False),
        Column("phone", _("手机号"), kind="code", person=True),
        Column("email", _("邮箱"), page=False, person=True),
        Column(
            "status", _("状态"), kind="state", expression=status_of, choices=STATUS, tones=TONES, phone="s1"
        ),
        Column(
            "second_factor",
            _("双因子"),
            kind="yesno",
            expression=Case(When(second_factor_since__isnull=False, then=Value(True)), default=Value(False)),
            see=watches,
        ),
        Column("last_sign_in", _("最近登录"), kind="moment", expression=last_seen, see=watches),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("accounts:person", args=[row["pk"]]),
)


def people_in(user):
    posts = Appointment.objects.in_force().filter(unit=OuterRef("pk")).order_by().values("unit")
    return Coalesce(Subquery(posts.annotate(many=Count("user", distinct=True)).values("many")), 0)


UNITS = Columns(
    Unit,
    [
        Column("name", _("单位名称"), sort=True, link=True, phone="title"),
        Column("kind", _("单位类型"), kind="choice", choices=Unit.Kind, sort=True, phone="s2"),
        Column("region_code", _("区划代码"), source="region__code", kind="code", page=False, nest="region"),
        Column(
            "region_name",
            _("所在区划"),
            expression=named("region"),
            nest="region",
            sort="region__code",
            phone="s3",
        ),
        Column("duty_phone", _("值班电话"), kind="code", phone="s1"),
        Column("people", _("人员"), kind="number", unit=_("人"), expression=people_in, see=watches),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("accounts:unit", args=[row["pk"]]),
)

SIGN_INS = Columns(
    SignIn,
    [
        Column("at", _("时间"), kind="moment", sort=True, phone="s3"),
        Column("typed", _("所填登录名"), kind="code", phone="s2"),
        Column("user_name", _("人员"), source="user__name", phone="title"),
        Column(
            "outcome",
            _("结果"),
            kind="state",
            choices=SignIn.Outcome,
            tones=lambda value: OUTCOME_TONES.get(value, "plain"),
            phone="s1",
        ),
        Column(
            "address",
            _("来源地址"),
            kind="code",
            expression=Func(F("address"), function="host", output_field=CharField()),
        ),
        Column("by", _("操作人"), source="by__name"),
        Column("request_id", _("请求编号"), kind="code", page=False),
    ],
)

READINGS = Columns(
    Reading,
    [
        Column("at", _("时间"), kind="moment", sort=True, phone="s3"),
        Column("user_name", _("人员"), source="user__name", phone="title"),
        Column("user_login", _("登录名"), source="user__username", kind="code", page=False),
        Column("unit", _("单位"), source="unit__name", phone="s2"),
        Column("kind", _("内容"), kind="choice", choices=kinds_read, phone="s1"),
        Column("key", _("编号"), kind="code"),
        Column("count", _("件数"), kind="number"),
        Column("how", _("方式"), kind="choice", choices=Reading.How),
        Column("request_id", _("请求编号"), kind="code", page=False),
    ],
)

TOKENS = Columns(
    ApiToken,
    [
        Column("name", _("用途"), phone="title"),
        Column("user_name", _("人员"), source="user__name", phone="s2"),
        Column("write", _("可写"), kind="yesno"),
        Column("created_at", _("创建时间"), kind="moment", sort=True),
        Column("expires_at", _("到期"), kind="moment", sort=True, phone="s3"),
        Column("last_used_at", _("最近使用"), kind="moment", sort=True),
        Column("revoked_at", _("停用时间"), kind="moment", sort=True, phone="s1"),
    ],
)
