"""How control periods are narrowed, on the page and over REST."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regions.choices import own_counties
from regions.models import prefixed
from ui.forms import MomentInput

from .models import ControlKind, ControlPeriod, Phase


class PeriodFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("通告编号、区域或范围"), method="find")
    phase = django_filters.ChoiceFilter(label=_("状态"), choices=Phase.choices, method="in_phase")
    kind = django_filters.ModelChoiceFilter(
        label=_("管控类型"), queryset=ControlKind.objects.all(), to_field_name="code"
    )
    county = django_filters.ModelChoiceFilter(
        label=_("区县"), queryset=own_counties, to_field_name="code", method="in_county"
    )
    number = django_filters.CharFilter(label=_("通告编号"))
    in_force_at = django_filters.IsoDateTimeFilter(
        label=_("该时刻在管控"), method="in_force", widget=MomentInput, help_text=_("某一时刻正在管控的")
    )

    class Meta:
        model = ControlPeriod
        fields = []

    def find(self, queryset, _name, words):
        words = words.strip()
        return queryset.filter(
            Q(number__icontains=words)
            | Q(region__name__icontains=words)
            | Q(region__name_en__icontains=words)
            | Q(place__icontains=words)
        )

    def in_phase(self, queryset, _name, phase):
        return queryset.filter(phase=phase)

    def in_county(self, queryset, _name, county):
        return queryset.filter(prefixed("region__code", county.code))

    def in_force(self, queryset, _name, moment):
        return queryset.in_force(moment)
