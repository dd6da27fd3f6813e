"""How passes are narrowed, on the page and over REST."""

from datetime import timedelta

import django_filters
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q
from django.utils.translation import gettext_lazy as _

from clock import clock
from enterprises.finding import found_by
from enterprises.models import Enterprise
from regions.choices import own_counties
from ui.forms import DateInput, MomentInput

from . import plates, standing
from .issue import numbers
from .models import Channel, Goods, PassType, VehiclePass
from .paper.stamped import stamped_keys


def among(keys):
    """The condition that a record's key is one of ``keys``, which the database finds first.

    Left to choose, it would rather walk a million keys in order and look each up among those found.
    """
    template = {"template": "%(expressions)s)", "arg_joiner": " = ANY ("}
    return Func(F("pk"), ArraySubquery(keys), output_field=BooleanField(), **template)


class IssuedDays(django_filters.FilterSet):
    """By the days of issue, both inclusive."""

    issued_from = django_filters.DateFilter(label=_("核发日期起"), method="issued_since", widget=DateInput)
    issued_to = django_filters.DateFilter(label=_("核发日期止"), method="issued_until", widget=DateInput)

    def issued_since(self, queryset, _name, day):
        return queryset.filter(issued_at__gte=clock.day_start(day))

    def issued_until(self, queryset, _name, day):
        return queryset.filter(issued_at__lt=clock.day_start(day + timedelta(days=1)))


class PassFilter(IssuedDays):
    q = django_filters.CharFilter(label=_("车牌（后四位即可）、编号、企业名称或信用代码"), method="find")
    standing = django_filters.MultipleChoiceFilter(label=_("状态"), choices=standing.CHOICES, method="stands")
    status = django_filters.ChoiceFilter(label=_("办理状态"), choices=VehiclePass.Status.choices)
    type = django_filters.ModelChoiceFilter(
        label=_("类型"), queryset=PassType.objects.all(), to_field_name="code"
    )
    batch = django_filters.NumberFilter(label=_("批次"), field_name="batch")
    channel = django_filters.ChoiceFilter(label=_("渠道"), choices=Channel.choices)
    goods_category = django_filters.ChoiceFilter(label=_("物资类别"), choices=Goods.choices)
    county = django_filters.ModelChoiceFilter(
        label=_("申请单位所在区县"),
        queryset=own_counties,
        to_field_name="code",
        field_name="enterprise__county",
    )
    destination = django_filters.CharFilter(
        label=_("目的地代码"), method="to_destination", help_text=_("前2、4、6位即可")
    )
    valid_at = django_filters.IsoDateTimeFilter(label=_("该时刻有效"), method="valid", widget=MomentInput)
    stamped = django_filters.BooleanFilter(label=_("已盖章"), method="by_stamp")
    waiting = django_filters.BooleanFilter(label=_("待我办理"), method="waits")

    class Meta:
        model = VehiclePass
        fields = []

    def find(self, queryset, _name, words):
        """By plate, however it is typed, by number with or without dashes, or by the firm.

        Each way is asked for itself, so that its index answers: of a million passes one plate is a few milliseconds.
        """
        every, ways = VehiclePass.objects.order_by(), []
        if firm := found_by(words):
            ways.append(every.filter(enterprise__in=Enterprise.objects.filter(firm)))
        plate = plates.normalise(words)
        if len(plate) >= 2:
            ways.append(every.filter(plate__contains=plate))
        if number := numbers.normalise(words):
            ways.append(every.filter(number__startswith=number))
        if not ways:
            return queryset
        first, *others = [way.values("pk") for way in ways]
        return queryset.filter(among(first.union(*others, all=True) if others else first))

    def stands(self, queryset, _name, wanted):
        now, rows = clock.now(), Q()
        for one in wanted:
            rows |= standing.condition(one, now)
        return queryset.filter(rows)

    def to_destination(self, queryset, _name, code):
        return queryset.filter(destination__code__startswith=code)

    def valid(self, queryset, _name, moment):
        return queryset.valid_at(moment)

    def by_stamp(self, queryset, _name, wanted):
        papers, packs = stamped_keys()
        if wanted:
            return queryset.filter(among(papers.union(packs, all=True)))
        return queryset.exclude(pk__in=papers).exclude(pk__in=packs)

    def waits(self, queryset, _name, wanted):
        mine = VehiclePass.objects.waiting_for(self.request.user).values("pk")
        return queryset.filter(pk__in=mine) if wanted else queryset.exclude(pk__in=mine)
