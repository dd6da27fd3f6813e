"""Thresholds the city decided, as a list."""

import django_filters
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from plans.models import Rule
from plans.models.rules import Comparison, Severity
from plans.questions import MEASURES
from ui.columns import Column, Columns
from ui.names import named


def labels():
    return [(key, measure.label) for key, measure in MEASURES.items()]


RULES = Columns(
    Rule,
    [
        Column("key", _("指标"), kind="choice", choices=labels, sort=True, phone="title"),
        Column("kind_code", _("管控类型代码"), source="kind__code", kind="code", nest="kind"),
        Column("kind_name", _("管控类型"), expression=named("kind"), nest="kind"),
        Column("region_code", _("区划代码"), source="region__code", kind="code", nest="region"),
        Column("region_name", _("区划"), expression=named("region"), nest="region"),
        Column("comparison", _("要求"), kind="choice", choices=Comparison),
        Column("value", _("数值"), kind="decimal", sort=True),
        Column("severity", _("不符时"), kind="choice", choices=Severity, sort=True),
        Column("since", _("起"), kind="moment", sort=True),
        Column("sentence", _("提示语")),
        Column("source", _("规则来源")),
        Column("basis", _("依据")),
        Column("decided_by", _("决定人"), expression=F("deed__by__name")),
        Column("recorded_at", _("录入时间"), kind="moment"),
        Column("superseded_at", _("被替代时间"), kind="moment"),
        Column("id", _("编号"), source="pk", kind="number", export=False),
    ],
)


class RuleFilter(django_filters.FilterSet):
    key = django_filters.ChoiceFilter(label=_("指标"), choices=labels)
    severity = django_filters.ChoiceFilter(label=_("不符时"), choices=Severity.choices)
    current = django_filters.BooleanFilter(label=_("现行记录"), method="only_current")

    class Meta:
        model = Rule
        fields = []

    def only_current(self, queryset, _name, wanted):
        return queryset.filter(superseded_at__isnull=wanted)
