"""How the white list is narrowed, on the page and over REST."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.finding import found_by
from regions.choices import own_counties
from ui.forms import MomentInput

from .models import Category, Level, WhitelistEntry


class EntryFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("名称、拼音或信用代码"), method="find")
    level = django_filters.ChoiceFilter(label=_("级别"), choices=Level.choices)
    category = django_filters.ChoiceFilter(label=_("类别"), choices=Category.choices)
    status = django_filters.ChoiceFilter(label=_("状态"), choices=WhitelistEntry.Status.choices)
    subject = django_filters.ChoiceFilter(
        label=_("对象"), choices=[("park", _("园区")), ("enterprise", _("企业"))], method="of_kind"
    )
    county = django_filters.ModelChoiceFilter(
        label=_("区县"), queryset=own_counties, to_field_name="code", method="in_county"
    )
    awaiting_city = django_filters.BooleanFilter(label=_("待市级确认"))
    under_review = django_filters.BooleanFilter(
        label=_("待复核"), field_name="review_since", lookup_expr="isnull", exclude=True
    )
    listed_at = django_filters.IsoDateTimeFilter(
        label=_("该时刻在列"), method="listed", widget=MomentInput, help_text=_("某一时刻在名单上的")
    )

    class Meta:
        model = WhitelistEntry
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(found_by(words, "enterprise__") | found_by(words, "park__", code=False))

    def of_kind(self, queryset, _name, kind):
        return queryset.filter(**{f"{kind}__isnull": False})

    def in_county(self, queryset, _name, county):
        return queryset.filter(Q(enterprise__county=county) | Q(park__county=county))

    def listed(self, queryset, _name, moment):
        return queryset.listed_at(moment)
