"""How the white list is narrowed, on the page and over REST."""

import django_filters
from django.core.exceptions import ValidationError
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
    batch = django_filters.CharFilter(label=_("批次"), field_name="term__batch")
    document = django_filters.CharFilter(label=_("文号"), field_name="term__document")
    without_file = django_filters.BooleanFilter(label=_("有文号、缺文件"), method="owes_file")
    at = django_filters.IsoDateTimeFilter(
        label=_("截至"), method="listed", widget=MomentInput, help_text=_("该时刻在名单上的")
    )
    known_at = django_filters.IsoDateTimeFilter(
        label=_("按此刻在案的记录"),
        method="known",
        widget=MomentInput,
        help_text=_("与“截至”同用；不填即按现在的记录"),
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

    def owes_file(self, queryset, _name, owes):
        without = queryset.filter(term__file=None).exclude(term__document="")
        return without if owes else queryset.exclude(pk__in=without.values("pk"))

    def listed(self, queryset, _name, moment):
        return queryset.listed_at(moment, self.form.cleaned_data.get("known_at"))

    def known(self, queryset, _name, moment):
        """Without 截至: who was listed at that moment itself, by what was on record then."""
        at = self.form.cleaned_data.get("at")
        return queryset if at else queryset.listed_at(moment, moment)


def moment_asked(params, name):
    """``at`` or ``known_at`` of a question, or None where there is none, or none that can be read."""
    try:
        return EntryFilter.base_filters[name].field.clean(params.get(name))
    except ValidationError:
        return None
