"""Batches as a list; each person's counts are of the passes they may see."""

import django_filters
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passes.desk.facts import WAITING
from passes.models import PassBatch, VehiclePass
from ui.columns import Column, Columns


def _count(**where):
    def of(user):
        seen = VehiclePass.objects.visible_to(user).filter(batch=OuterRef("pk"), **where).order_by()
        counted = seen.values("batch").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

    return of


COLUMNS = Columns(
    PassBatch,
    [
        Column("id", _("批次"), source="pk", kind="number", link=True, phone="title"),
        Column("letter_unit", _("来函单位"), phone="s2"),
        Column("letter", _("来函文号"), kind="code"),
        Column("filed_by", _("填报人"), source="filed_by__name"),
        Column("filed_at", _("提交时间"), kind="moment", sort=True, phone="s3"),
        Column("passes", _("车辆"), kind="number", expression=_count()),
        Column("waiting", _("在办"), kind="number", expression=_count(status__in=WAITING), phone="s1"),
        Column("issued", _("已核发"), kind="number", expression=_count(issued_at__isnull=False)),
        Column("returned", _("退回补正"), kind="number", expression=_count(status="returned")),
        Column("refused", _("不予办理"), kind="number", expression=_count(status="refused")),
    ],
    url=lambda row: reverse("passes:batch", args=[row["pk"]]),
)


class BatchFilter(django_filters.FilterSet):
    letter = django_filters.CharFilter(label=_("来函文号"), lookup_expr="icontains")
    letter_unit = django_filters.CharFilter(label=_("来函单位"), lookup_expr="icontains")

    class Meta:
        model = PassBatch
        fields = []
