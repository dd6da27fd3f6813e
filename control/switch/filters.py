"""How switches are narrowed, on the page and over REST."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from regions.choices import own_counties

from .models import PreparedSwitch, Switch


class SwitchFilter(django_filters.FilterSet):
    verb = django_filters.ChoiceFilter(label=pgettext_lazy("switch", "事项"), choices=Switch.Verb.choices)
    drill = django_filters.BooleanFilter(label=_("演练"))
    county = django_filters.ModelChoiceFilter(label=_("区县"), queryset=own_counties, to_field_name="code")

    class Meta:
        model = Switch
        fields = []


class PreparedFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(label=_("状态"), choices=PreparedSwitch.Status.choices)
    county = django_filters.ModelChoiceFilter(label=_("区县"), queryset=own_counties, to_field_name="code")

    class Meta:
        model = PreparedSwitch
        fields = []
