"""Call sheets and their calls as lists."""

from django.db.models import Case, Count, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clock import clock
from enterprises.shared_columns import county_columns, firm_columns
from plans.columns import LOOP_TONES
from plans.models.loops import Loop
from ui.columns import Column, Columns

from .models import Call, CallSheet, CallStep
from .models.sheets import CLAIM

TONES = {"waiting": "", "no_answer": "warn", "wrong_number": "stop", "relayed": "ok", "reached": "ok"}


def _counted(user, **narrowed):
    calls = Call.objects.visible_to(user).owed().filter(sheet=OuterRef("pk"), **narrowed).order_by()
    return Coalesce(Subquery(calls.values("sheet").annotate(number=Count("pk")).values("number")), 0)


SHEETS = Columns(
    CallSheet,
    [
        Column("subject", _("标题"), link=True, phone="title"),
        Column("kind", _("开单事由"), kind="choice", choices=CallSheet.Kind, sort=True, phone="s2"),
        Column("opened_at", _("开单时间"), kind="moment", sort=True, phone="s3"),
        Column("due_at", _("时限"), kind="moment", sort=True),
        Column("firms", _("应通知"), kind="number", unit=_("家"), expression=lambda user: _counted(user)),
        Column(
            "reached",
            _("已通知"),
            kind="number",
            unit=_("家"),
            expression=lambda user: _counted(user, status__in=Call.REACHED),
            phone="s1",
        ),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("calls:sheet", args=[row["pk"]]),
)


def _last(path):
    """Of the last attempt; nothing while none was made."""
    steps = CallStep.objects.filter(record=OuterRef("pk")).order_by("-occurred_at", "-pk")
    return Case(When(status=Call.Status.WAITING, then=None), default=Subquery(steps.values(path)[:1]))


def _calling(_user):
    return Case(When(calling_since__gt=clock.now() - CLAIM, then=F("calling_by__name")), default=None)


CALLS = Columns(
    Call,
    [
        *firm_columns(),
        Column("phone", _("应急电话"), kind="tel", phone="s2", person=True),
        Column("phone_source", _("号码来源"), kind="choice", choices=Call.Source, page=False),
        Column("contact_name", _("联系人"), source="enterprise__contact_name", page=False, person=True),
        Column(
            "contact_phone",
            _("登记电话"),
            source="enterprise__contact_phone",
            kind="tel",
            page=False,
            person=True,
        ),
        *county_columns("enterprise__county", page=False),
        Column(
            "territory",
            _("属地"),
            expression=Coalesce("enterprise__park__name", "enterprise__town__name"),
            sort="enterprise__park__pinyin",
            phone="s3",
        ),
        Column("liaison_name", _("包联专员"), source="enterprise__liaison_name"),
        Column(
            "liaison_phone",
            _("包联专员电话"),
            source="enterprise__liaison_phone",
            kind="tel",
            page=False,
            person=True,
        ),
        Column(
            "status",
            _("通知情况"),
            kind="state",
            choices=Call.Status,
            tones=TONES,
            sort="urgency",
            phone="s1",
        ),
        Column("calling", _("正在拨打"), expression=_calling, export=False),
        Column("called_at", _("通知时间"), expression=_last("occurred_at"), kind="moment"),
        Column("called_by", _("通知人"), expression=_last("deed__by__name")),
        Column("remark", _("备注"), expression=_last("deed__remark"), wrap=True),
        Column("loop", _("闭环"), source="loop__status", kind="state", choices=Loop.Status, tones=LOOP_TONES),
        Column("sheet", _("通知单编号"), source="sheet_id", kind="number", page=False, export=False),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("calls:call", args=[row["pk"]]),
)
