"""Cases of disqualification as a list, and how it is narrowed."""

import django_filters
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enterprises.finding import found_by
from enterprises.shared_columns import county_columns, firm_columns
from regions.choices import own_counties
from ui.columns import Column, Columns

from .models import Disqualification, Statement
from .moves import Ground

TONES = {"proposed": "busy", "in_force": "stop", "reinstated": "idle", "dropped": "idle"}

CASES = Columns(
    Disqualification,
    [
        *firm_columns(),
        *county_columns("enterprise__county", phone="s3"),
        Column("ground", _("事由"), kind="choice", choices=Ground, sort=True, phone="s2"),
        Column("facts", _("事实"), page=False),
        Column("decided_at", _("取消时间"), kind="moment", sort=True),
        Column("document", _("文号")),
        Column("deciding_unit", _("决定单位"), page=False),
        Column("statement_due_at", _("陈述申辩时限"), kind="moment", page=False),
        Column(
            "heard",
            _("已陈述申辩"),
            kind="yesno",
            expression=Exists(Statement.objects.current().filter(record=OuterRef("pk"))),
        ),
        Column("return_only_until", _("在途车辆仅限返程至"), kind="moment", page=False),
        Column("reinstated_at", _("恢复时间"), kind="moment", page=False),
        Column("moved_at", _("最近办理"), kind="moment", sort=True, page=False),
        Column(
            "status",
            _("状态"),
            kind="state",
            choices=Disqualification.Status,
            tones=TONES,
            sort=True,
            phone="s1",
        ),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("control:disqualification", args=[row["pk"]]),
)


class CaseFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("名称、拼音首字母或信用代码"), method="find")
    status = django_filters.ChoiceFilter(label=_("状态"), choices=Disqualification.Status.choices)
    ground = django_filters.ChoiceFilter(label=_("事由"), choices=Ground.choices)
    county = django_filters.ModelChoiceFilter(
        label=_("区县"), field_name="enterprise__county", queryset=own_counties, to_field_name="code"
    )

    class Meta:
        model = Disqualification
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(found_by(words, "enterprise__"))
