"""The firms behind a count, recomputed from the compilation's own moment and knowledge; nothing is stored."""

import django_filters
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enterprises.finding import found_by
from enterprises.jurisdiction import enterprises_seen_by
from enterprises.models import DirectoryEntry
from enterprises.shared_columns import county_columns, firm_columns
from ui.columns import Column, Columns
from ui.names import named

from . import counting
from .models import ScopeKind
from .scopes import controlled_areas
from .where import under_control, within

COLUMNS = Columns(
    DirectoryEntry,
    [
        *firm_columns(page=True, phone="s3"),
        *county_columns("county", sort="county__code"),
        Column("town", _("镇街"), expression=named("town")),
        Column("park", _("园区"), source="park__name", phone="s2"),
        Column("year", _("名录年份"), kind="number", page=False),
        Column(
            "in_loop", pgettext_lazy("firm", "闭环运行中"), kind="yesno", expression=F("in_loop"), phone="s1"
        ),
    ],
    key="enterprise__credit_code",
    url=lambda row: reverse("enterprises:detail", args=[row["key"]]),
)


class FirmFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("名称、拼音或信用代码"), method="find")
    in_loop = django_filters.BooleanFilter(label=pgettext_lazy("firm", "闭环运行中"))

    class Meta:
        model = DirectoryEntry
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(found_by(words, "enterprise__"))


def firms_behind(compilation, user, *, figure, scope, code=""):
    """The above-scale firms a figure counts, as far as this person sees them; I1 only those in closed loop.

    I2 and I3 list the denominator, each firm with whether it is in closed loop.
    """
    as_of, known_at = compilation.as_of, compilation.known_at
    year = counting.directory_year(as_of, known_at)
    firms = counting.firms(as_of, known_at, year).filter(within(scope, code), above_scale=True)
    if scope == ScopeKind.CONTROLLED or (figure != "I1" and scope != ScopeKind.CITY):
        firms = firms.filter(under_control(controlled_areas(as_of, known_at)))
    if figure == "I1":
        firms = firms.filter(in_loop=True)
    return firms.filter(enterprises_seen_by(user, "enterprise__"))
