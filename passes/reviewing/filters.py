"""How issues are narrowed, and a sample of them drawn."""

import django_filters
from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import MD5, Cast, Concat
from django.utils.translation import gettext_lazy as _

from clock import clock
from passes.filters import IssuedDays
from passes.models import PassReview, PassType, VehiclePass
from passes.models.reviews import Outcome

MOST = 500


class IssueFilter(IssuedDays):
    """``sample`` draws so many of what the other conditions leave, by ``seed`` (the day, if left open): whoever
    asks with the same conditions and seed is shown the same ones."""

    officer = django_filters.CharFilter(label=_("核发人（姓名或登录名）"), method="by_officer")
    type = django_filters.ModelChoiceFilter(
        label=_("类型"), queryset=PassType.objects.all(), to_field_name="code"
    )
    unclean = django_filters.BooleanFilter(
        label=_("核发时有疑点"), field_name="unclean", lookup_expr="exact", method="with_doubts"
    )
    second = django_filters.BooleanFilter(label=_("经另一人同意"), method="with_second")
    many = django_filters.BooleanFilter(label=_("成批核发"), method="in_bulk")
    reviewed = django_filters.BooleanFilter(label=_("已复核"), method="looked_at")
    outcome = django_filters.ChoiceFilter(label=_("复核结果"), choices=Outcome.choices, method="found")
    seed = django_filters.CharFilter(label=_("抽查种子"), method="as_it_is")
    sample = django_filters.NumberFilter(label=_("抽查件数"), method="drawn", min_value=1, max_value=MOST)

    class Meta:
        model = VehiclePass
        fields = []

    def by_officer(self, queryset, _name, words):
        words = words.strip()
        return queryset.filter(Q(issue_deed__by__name=words) | Q(issue_deed__by__username=words))

    def with_doubts(self, queryset, _name, wanted):
        return queryset.exclude(unclean="") if wanted else queryset.filter(unclean="")

    def with_second(self, queryset, _name, wanted):
        return queryset.filter(issue_deed__approver__isnull=not wanted)

    def in_bulk(self, queryset, _name, wanted):
        many = Q(issue_deed__count__gt=1)
        return queryset.filter(many if wanted else ~many)

    def looked_at(self, queryset, _name, wanted):
        looked = Exists(PassReview.objects.filter(record=OuterRef("pk")))
        return queryset.filter(looked if wanted else ~looked)

    def found(self, queryset, _name, outcome):
        return queryset.filter(Exists(PassReview.objects.filter(record=OuterRef("pk"), outcome=outcome)))

    def as_it_is(self, queryset, _name, _seed):
        return queryset

    def drawn(self, queryset, _name, many):
        seed = self.data.get("seed") or clock.today().isoformat()
        lot = MD5(Concat(Cast("uid", CharField()), Value(seed), output_field=CharField()))
        rows = queryset.annotate(lot=lot).order_by("lot", "pk")
        return queryset.filter(pk__in=list(rows.values_list("pk", flat=True)[: int(many)]))
