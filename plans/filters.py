"""How plans and loops are narrowed, on the page and over REST."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.filters import own_counties
from enterprises.finding import found_by

from .loops import Loop
from .models import Plan


class _ByCounty(django_filters.FilterSet):
    county = django_filters.ModelChoiceFilter(
        label=_("区县"), queryset=own_counties, to_field_name="code", method="in_county"
    )
    overdue = django_filters.BooleanFilter(label=_("已超时限"), method="past_due")

    def past_due(self, queryset, _name, wanted):
        late = queryset.model.objects.overdue().values("pk")
        return queryset.filter(pk__in=late) if wanted else queryset.exclude(pk__in=late)


class PlanFilter(_ByCounty):
    q = django_filters.CharFilter(label=_("名称、拼音或信用代码"), method="find")
    waiting = django_filters.ChoiceFilter(
        label=_("待我办理"),
        choices=[("review", _("待我审核")), ("fill", _("待我填写"))],
        method="waits_for_me",
    )
    kind = django_filters.ChoiceFilter(label=_("类型"), choices=Plan.Kind.choices)
    status = django_filters.ChoiceFilter(label=_("状态"), choices=Plan.Status.choices)
    rest = django_filters.ChoiceFilter(
        label=_("限期补齐"),
        choices=[("due", _("尚未补齐")), ("overdue", _("逾期未补齐"))],
        method="owes_the_rest",
    )
    needs_city = django_filters.BooleanFilter(label=_("须市级备案"))

    class Meta:
        model = Plan
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(found_by(words, "enterprise__") | found_by(words, "park__", code=False))

    def in_county(self, queryset, _name, county):
        return queryset.filter(Q(enterprise__county=county) | Q(park__county=county))

    def owes_the_rest(self, queryset, _name, wanted):
        return queryset.rest_overdue() if wanted == "overdue" else queryset.owing()

    def waits_for_me(self, queryset, _name, wanted):
        user = self.request.user
        return queryset.awaiting(user) if wanted == "review" else queryset.open_to(user, "edit")


class LoopFilter(_ByCounty):
    q = django_filters.CharFilter(label=_("名称、拼音或信用代码"), method="find")
    status = django_filters.ChoiceFilter(label=_("状态"), choices=Loop.Status.choices)
    open = django_filters.BooleanFilter(label=_("未了结"), method="still_open")

    class Meta:
        model = Loop
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(found_by(words, "enterprise__"))

    def in_county(self, queryset, _name, county):
        return queryset.filter(enterprise__county=county)

    def still_open(self, queryset, _name, wanted):
        return queryset.open() if wanted else queryset.exclude(pk__in=Loop.objects.open().values("pk"))
