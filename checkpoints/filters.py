"""Filters of the lists about posts, shared by page and REST."""

import django_filters
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from passes import plates
from passes.roadside.outcomes import Verdict
from regions.models import prefixed

from .models import Check, Device, Post, Shift
from .models.records import Action


class PostFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("名称或单位"), method="find")
    region = django_filters.CharFilter(label=_("区划代码"), method="within")

    class Meta:
        model = Post
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(Q(name__icontains=words) | Q(unit__name__icontains=words))

    def within(self, queryset, _name, code):
        return (
            queryset.filter(prefixed("region__code", code))
            if code.isdigit() and len(code) < 10
            else queryset.none()
        )


class DeviceFilter(django_filters.FilterSet):
    post = django_filters.NumberFilter(label=_("查验点"))
    in_use = django_filters.BooleanFilter(label=_("在用"), field_name="cut_off_at", lookup_expr="isnull")

    class Meta:
        model = Device
        fields = []


class ShiftFilter(django_filters.FilterSet):
    post = django_filters.NumberFilter(label=_("查验点"), field_name="device__post")
    on = django_filters.DateFilter(label=_("日期"), field_name="since", lookup_expr="date")

    class Meta:
        model = Shift
        fields = []


class CheckFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("车牌号码"), method="find")
    post = django_filters.NumberFilter(label=_("查验点"), field_name="place__post")
    verdict = django_filters.ChoiceFilter(label=_("现场结果"), choices=Verdict.choices)
    action = django_filters.ChoiceFilter(label=_("处置"), choices=Action.choices)
    on = django_filters.DateFilter(label=_("日期"), field_name="seen_at", lookup_expr="date")
    differs = django_filters.BooleanFilter(label=_("现场放行、服务器不认"), method="differing")

    class Meta:
        model = Check
        fields = []

    def find(self, queryset, _name, words):
        plate = plates.normalise(words)
        return queryset.filter(plate__contains=plate) if len(plate) >= 4 else queryset.none()

    def differing(self, queryset, _name, wanted):
        surprise = Q(verdict="valid") & ~Q(known=F("verdict"))
        return queryset.filter(surprise if wanted else ~surprise)
