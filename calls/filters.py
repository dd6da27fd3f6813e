"""How call sheets, their calls and the roster are narrowed, on the page and over REST."""

import django_filters
from django.utils.translation import gettext_lazy as _

from enterprises.filters import seen_parks
from enterprises.finding import found_by
from regions.choices import own_counties, own_towns

from .models import Call, CallSheet


class SheetFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("标题"), field_name="subject", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(label=_("开单事由"), choices=CallSheet.Kind.choices)

    class Meta:
        model = CallSheet
        fields = []


class CallFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("名称、拼音首字母或信用代码"), method="find")
    status = django_filters.ChoiceFilter(label=_("通知情况"), choices=Call.Status.choices)
    reached = django_filters.BooleanFilter(label=_("已通知到"), method="was_reached")
    county = django_filters.ModelChoiceFilter(
        label=_("区县"), field_name="enterprise__county", queryset=own_counties, to_field_name="code"
    )
    town = django_filters.ModelChoiceFilter(
        label=_("镇街"), field_name="enterprise__town", queryset=own_towns, to_field_name="code"
    )
    park = django_filters.ModelChoiceFilter(
        label=_("园区"), field_name="enterprise__park", queryset=seen_parks
    )

    class Meta:
        model = Call
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(found_by(words, "enterprise__"))

    def was_reached(self, queryset, _name, yes):
        return queryset.filter(status__in=Call.REACHED) if yes else queryset.unreached()


class CallsOfSheetsFilter(CallFilter):
    """Over REST calls of all sheets stand in one list."""

    sheet = django_filters.NumberFilter(label=_("通知单编号"), field_name="sheet_id")
