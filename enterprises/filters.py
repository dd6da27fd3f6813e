"""How firms, parks and returns are narrowed, on the page and over REST."""

import django_filters
from django.utils.translation import gettext_lazy as _

from regions.choices import own_counties, own_towns

from .finding import found_by
from .models import DailyReturn, Enterprise, Park


def seen_parks(request):
    return Park.objects.visible_to(request.user) if request else Park.objects.none()


class EnterpriseFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("名称、拼音首字母或信用代码"), method="find")
    county = django_filters.ModelChoiceFilter(label=_("区县"), queryset=own_counties, to_field_name="code")
    town = django_filters.ModelChoiceFilter(label=_("镇街"), queryset=own_towns, to_field_name="code")
    park = django_filters.ModelChoiceFilter(label=_("园区"), queryset=seen_parks)
    above_scale = django_filters.BooleanFilter(label=_("规上"), field_name="entry__above_scale")
    industry = django_filters.CharFilter(
        label=_("行业代码"), field_name="industry_code", lookup_expr="startswith"
    )
    territory = django_filters.ChoiceFilter(
        label=_("属地"), choices=[("none", _("未落属地"))], method="in_territory"
    )
    town_unknown = django_filters.BooleanFilter(label=_("未录镇街"), field_name="town", lookup_expr="isnull")
    disqualified = django_filters.BooleanFilter(
        label=_("已取消资格"), field_name="disqualified_at", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Enterprise
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(found_by(words))

    def in_territory(self, queryset, _name, _value):
        return queryset.without_territory()


class ParkFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("名称或拼音首字母"), method="find")
    county = django_filters.ModelChoiceFilter(label=_("区县"), queryset=own_counties, to_field_name="code")

    class Meta:
        model = Park
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(found_by(words, code=False))


class ReturnFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("名称、拼音首字母或信用代码"), method="find")
    day = django_filters.DateFilter(label=_("日期"))
    status = django_filters.ChoiceFilter(label=_("生产状态"), choices=DailyReturn.Status.choices)
    county = django_filters.ModelChoiceFilter(
        label=_("区县"), field_name="enterprise__county", queryset=own_counties, to_field_name="code"
    )
    park = django_filters.ModelChoiceFilter(
        label=_("园区"), field_name="enterprise__park", queryset=seen_parks
    )

    class Meta:
        model = DailyReturn
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(found_by(words, "enterprise__"))
