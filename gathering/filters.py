"""How links are narrowed, on the page and over REST."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enterprises.filters import seen_parks
from enterprises.finding import found_by
from regions.choices import own_counties

from .columns import STATES, state_of
from .models import CollectionLink


class LinkFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("名称、拼音或信用代码"), method="find")
    task = django_filters.ChoiceFilter(
        label=pgettext_lazy("link", "事项"), choices=CollectionLink.Task.choices
    )
    status = django_filters.ChoiceFilter(label=_("状态"), choices=STATES, method="in_state")
    county = django_filters.ModelChoiceFilter(
        label=_("区县"), field_name="enterprise__county", queryset=own_counties, to_field_name="code"
    )
    park = django_filters.ModelChoiceFilter(
        label=_("园区"), field_name="enterprise__park", queryset=seen_parks
    )

    class Meta:
        model = CollectionLink
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(found_by(words, "enterprise__"))

    def in_state(self, queryset, _name, state):
        return queryset.alias(state=state_of()).filter(state=state)
