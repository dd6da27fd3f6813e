"""The roster and acting powers as lists."""

import django_filters
from django.db.models import Case, F, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Appointment, Role
from clock import clock
from ui.columns import Column, Columns
from ui.forms import MomentInput

from .models import DutyShift

SHIFTS = Columns(
    DutyShift,
    [
        Column("unit", _("单位"), source="unit__name", sort=True, phone="s2"),
        Column("post", _("岗位"), kind="choice", choices=DutyShift.Post, sort=True),
        Column("name", _("姓名"), link=True, phone="title"),
        Column("phone", _("电话"), kind="tel", phone="s1", person=True),
        Column("since", _("起"), kind="moment", sort=True, phone="s3"),
        Column("until", _("止"), kind="moment", sort=True),
        Column("login", _("登录名"), source="user__username", kind="code", page=False),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("calls:shift", args=[row["pk"]]),
)


class ShiftFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("单位或姓名"), method="find")
    post = django_filters.ChoiceFilter(label=_("岗位"), choices=DutyShift.Post.choices)
    at = django_filters.IsoDateTimeFilter(
        label=_("该时刻值班"), method="on_duty", widget=MomentInput, help_text=_("某一时刻在班的")
    )

    class Meta:
        model = DutyShift
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(unit__name__icontains=words) | queryset.filter(name__icontains=words)

    def on_duty(self, queryset, _name, moment):
        return queryset.filter(since__lte=moment, until__gt=moment)


STANDING = [("in_force", _("代理中")), ("ended", _("已结束"))]


def _standing(_user):
    return Case(When(until__gt=clock.now(), then=Value("in_force")), default=Value("ended"))


ACTING = Columns(
    Appointment,
    [
        Column("acting", _("代理人"), source="user__name", link=True, phone="title"),
        Column("giver", _("代何人"), expression=F("acting_for__user__name"), phone="s2"),
        Column("role", _("代理权限"), kind="choice", choices=Role, sort=True),
        Column("unit", _("单位"), source="unit__name", sort=True),
        Column("since", _("起"), kind="moment", sort=True),
        Column("until", _("止"), kind="moment", sort=True, phone="s3"),
        Column(
            "standing",
            _("状态"),
            kind="state",
            choices=STANDING,
            tones={"in_force": "ok", "ended": "idle"},
            expression=_standing,
            phone="s1",
        ),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("calls:acting_detail", args=[row["pk"]]),
)


class ActingFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("姓名或单位"), method="find")
    role = django_filters.ChoiceFilter(label=_("代理权限"), choices=Role.choices)

    class Meta:
        model = Appointment
        fields = []

    def find(self, queryset, _name, words):
        names = queryset.filter(user__name__icontains=words)
        names |= queryset.filter(acting_for__user__name__icontains=words)
        return names | queryset.filter(unit__name__icontains=words)
