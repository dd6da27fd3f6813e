"""Two models that exist only here, so that the furniture is tested without any business."""

import django_filters
from django.db import models

from ui.columns import Column, Columns

STATES = [("draft", "草稿"), ("filed", "已备案")]
TONES = {"filed": "ok"}


class County(models.Model):
    code = models.CharField(max_length=6)
    name = models.CharField(max_length=20)

    class Meta:
        app_label = "ui_samples"

    def __str__(self):
        return self.name


class Firm(models.Model):
    code = models.CharField(max_length=18)
    name = models.CharField(max_length=60)
    county = models.ForeignKey(County, models.PROTECT, null=True)
    output = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    people = models.IntegerField(default=0)
    state = models.CharField(max_length=10, default="draft")
    seen_at = models.DateTimeField(null=True)
    opened = models.DateField(null=True)

    class Meta:
        app_label = "ui_samples"
        verbose_name = "企业"


class FirmFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="查找", field_name="name", lookup_expr="contains")
    state = django_filters.ChoiceFilter(label="状态", choices=STATES)
    people = django_filters.RangeFilter(label="从业人数")
    least_output = django_filters.NumberFilter(label="产值不低于", field_name="output", lookup_expr="gte")

    class Meta:
        model = Firm
        fields = []


def own_county(user):
    return models.Q() if user.city else models.Q(county__code=user.county)


COLUMNS = Columns(
    Firm,
    [
        Column("name", "企业名称", link=True, phone="title", sort=True),
        Column("code", "统一社会信用代码", kind="code", sort=True),
        Column("county_code", "区县代码", source="county__code", kind="code", nest="county", page=False),
        Column("county_name", "区县", source="county__name", nest="county", phone="s3"),
        Column("output", "上年产值", kind="money", unit="万元", sort=True, mask=own_county),
        Column("people", "从业", kind="number", unit="人", sort=True, see=lambda user: not user.guest),
        Column("state", "状态", kind="state", choices=STATES, tones=TONES, phone="s1", sort=True),
        Column("opened", "开业", kind="date"),
        Column("seen_at", "最近查看", kind="moment"),
    ],
    key="code",
    url=lambda row: f"/firms/{row['key']}/",
)
