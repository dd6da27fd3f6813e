"""How people, units and the log are narrowed, on the page and over REST."""

from datetime import timedelta

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clock import clock
from regions.choices import own_counties
from regions.models import prefixed
from ui.forms import DateInput

from .models import ApiToken, Appointment, Reading, Role, SignIn, Unit, User


def within(path, region):
    return prefixed(path, region.code)


class RegionMixin(django_filters.FilterSet):
    region = django_filters.ModelChoiceFilter(
        label=_("区县"), queryset=own_counties, to_field_name="code", method="in_region"
    )


class ReadingFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("姓名或登录名"), method="find")
    kind = django_filters.CharFilter(label=_("内容"))
    key = django_filters.CharFilter(label=_("编号"))
    how = django_filters.ChoiceFilter(label=_("方式"), choices=Reading.How.choices)
    day = django_filters.DateFilter(label=_("日期"), method="on_day", widget=DateInput)

    class Meta:
        model = Reading
        fields = []

    def find(self, queryset, _name, words):
        words = words.strip()
        return queryset.filter(Q(user__name__contains=words) | Q(user__username=words))

    def on_day(self, queryset, _name, day):
        start = clock.day_start(day)
        return queryset.filter(at__gte=start, at__lt=start + timedelta(days=1))


class PersonFilter(RegionMixin):
    q = django_filters.CharFilter(label=_("姓名、登录名、手机号或单位"), method="find")
    role = django_filters.ChoiceFilter(label=_("角色"), choices=Role.choices, method="in_role")
    kind = django_filters.ChoiceFilter(label=_("单位类型"), choices=Unit.Kind.choices, method="of_kind")
    unit = django_filters.NumberFilter(label=_("单位编号"), method="in_unit")
    left = django_filters.BooleanFilter(
        label=_("已离岗"), field_name="left_at", lookup_expr="isnull", exclude=True
    )
    first_password = django_filters.BooleanFilter(label=_("待改初始密码"), field_name="must_change_password")

    class Meta:
        model = User
        fields = []

    def find(self, queryset, _name, words):
        words = words.strip()
        found = Q(name__contains=words) | Q(username__icontains=words) | Q(phone__contains=words)
        return queryset.filter(found | _post(unit__name__contains=words))

    def in_role(self, queryset, _name, role):
        return queryset.filter(_post(role=role))

    def of_kind(self, queryset, _name, kind):
        return queryset.filter(_post(unit__kind=kind))

    def in_unit(self, queryset, _name, unit):
        return queryset.filter(_post(unit=int(unit)))

    def in_region(self, queryset, _name, region):
        return queryset.filter(_post(within("unit__region__code", region)))


class UnitFilter(RegionMixin):
    q = django_filters.CharFilter(label=_("单位名称"), field_name="name", lookup_expr="contains")
    kind = django_filters.ChoiceFilter(label=_("单位类型"), choices=Unit.Kind.choices)

    class Meta:
        model = Unit
        fields = []

    def in_region(self, queryset, _name, region):
        return queryset.filter(within("region__code", region))


class SignInFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("姓名或登录名"), method="find")
    outcome = django_filters.ChoiceFilter(label=_("结果"), choices=SignIn.Outcome.choices)
    day = django_filters.DateFilter(label=_("日期"), field_name="at", lookup_expr="date")

    class Meta:
        model = SignIn
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(Q(typed__icontains=words) | Q(user__name__contains=words))


class TokenFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("用途或姓名"), method="find")
    usable = django_filters.BooleanFilter(label=_("有效"), method="still_usable")

    class Meta:
        model = ApiToken
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(Q(name__contains=words) | Q(user__name__contains=words))

    def still_usable(self, queryset, _name, wanted):
        usable = Q(revoked_at=None, expires_at__gt=timezone.now())  # noqa: TID251  keys live in real time
        return queryset.filter(usable if wanted else ~usable)


def _post(*conditions, **more):
    """Condition on people: an appointment in force is such."""
    return Q(pk__in=Appointment.objects.in_force().filter(*conditions, **more).values("user"))
