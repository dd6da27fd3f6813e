"""How the list is narrowed. What is lacking comes last, so that the tabs can count what stands before it."""

import django_filters
from django.utils.translation import gettext_lazy as _

from enterprises.filters import seen_parks
from enterprises.finding import found_by
from enterprises.models import Enterprise
from regions.choices import own_counties, own_towns

from .queries import LACKS, lacks


class MissingFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("名称、拼音首字母或信用代码"), method="find")
    county = django_filters.ModelChoiceFilter(label=_("区县"), queryset=own_counties, to_field_name="code")
    town = django_filters.ModelChoiceFilter(label=_("镇街"), queryset=own_towns, to_field_name="code")
    park = django_filters.ModelChoiceFilter(label=_("园区"), queryset=seen_parks)
    scope = django_filters.ChoiceFilter(
        label=_("列出范围"),
        choices=[("above_scale", _("规上企业")), ("all", _("全部企业"))],
        method="in_scope",
    )
    lacking = django_filters.ChoiceFilter(label=_("还差"), choices=list(LACKS.items()), method="lacks")

    class Meta:
        model = Enterprise
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(found_by(words))

    def in_scope(self, queryset, _name, wanted):
        return queryset  # see ``scoped``: it holds also where nothing is asked

    def lacks(self, queryset, _name, code):
        return queryset.filter(lacks(code))

    def filter_queryset(self, queryset):
        """What is lacking is asked last: ``before`` is what the tabs count."""
        said = self.form.cleaned_data
        lacking, said["lacking"] = said.get("lacking"), ""
        self.before = super().filter_queryset(queryset)
        said["lacking"] = lacking
        return self.before.filter(lacks(lacking)) if lacking else self.before
