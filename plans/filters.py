"""How plans and loops are narrowed, on the page and over REST."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clock import clock
from enterprises.filters import own_counties, seen_parks
from enterprises.finding import found_by

from .models import Plan
from .models.loops import Loop
from .paper.stamped import with_stamp
from .queries import UNDER_REVIEW


class _ByCounty(django_filters.FilterSet):
    county = django_filters.ModelChoiceFilter(
        label=_("区县"), queryset=own_counties, to_field_name="code", method="in_county"
    )
    overdue = django_filters.BooleanFilter(label=_("已超时限"), method="past_due")

    def past_due(self, queryset, _name, wanted):
        late = queryset.model.objects.overdue().values("pk")
        return queryset.filter(pk__in=late) if wanted else queryset.exclude(pk__in=late)


class PlanFilter(_ByCounty):
    q = django_filters.CharFilter(label=_("名称、拼音或信用代码"), method="find")
    waiting = django_filters.ChoiceFilter(
        label=_("待我办理"),
        choices=[("review", _("待我审核")), ("fill", _("待我填写"))],
        method="waits_for_me",
    )
    kind = django_filters.ChoiceFilter(label=_("类型"), choices=Plan.Kind.choices)
    status = django_filters.ChoiceFilter(label=_("状态"), choices=Plan.Status.choices)
    rest = django_filters.ChoiceFilter(
        label=_("限期补齐"),
        choices=[("due", _("尚未补齐")), ("overdue", _("逾期未补齐"))],
        method="owes_the_rest",
    )
    park = django_filters.ModelChoiceFilter(label=_("园区"), queryset=seen_parks, method="in_park")
    needs_city = django_filters.BooleanFilter(label=_("须市级备案"))
    check = django_filters.ChoiceFilter(
        label=_("联合核查"),
        choices=[
            ("open", _("待联合核查")),
            ("owed", _("容缺待补")),
            ("overdue", _("容缺逾期")),
            ("done", _("已完成")),
            ("failed", _("不合格")),
        ],
        method="by_check",
    )
    stamped = django_filters.BooleanFilter(label=_("已盖章"), method="by_stamp")
    claimed = django_filters.ChoiceFilter(
        label=_("领办"),
        choices=[("mine", _("我领办的")), ("others", _("他人领办")), ("none", _("无人领办"))],
        method="by_claim",
    )

    class Meta:
        model = Plan
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(found_by(words, "enterprise__") | found_by(words, "park__", code=False))

    def in_county(self, queryset, _name, county):
        return queryset.filter(Q(enterprise__county=county) | Q(park__county=county))

    def in_park(self, queryset, _name, park):
        return queryset.filter(Q(enterprise__park=park) | Q(park=park))

    def owes_the_rest(self, queryset, _name, wanted):
        return queryset.rest_overdue() if wanted == "overdue" else queryset.owing()

    def waits_for_me(self, queryset, _name, wanted):
        user = self.request.user
        return queryset.awaiting(user) if wanted == "review" else queryset.open_to(user, "edit")

    def by_check(self, queryset, _name, wanted):
        if wanted == "open":
            return queryset.filter(status__in=UNDER_REVIEW, needs_check=True, checked_at=None)
        if wanted in ("owed", "overdue"):
            owing = queryset.owing_check()
            return owing if wanted == "owed" else owing.filter(joint_check_due_at__lt=clock.now())
        return queryset.filter(check_failed=True) if wanted == "failed" else queryset.exclude(checked_at=None)

    def by_stamp(self, queryset, _name, wanted):
        return with_stamp(queryset, wanted)

    def by_claim(self, queryset, _name, wanted):
        held = Q(claimed_by__isnull=False, claimed_until__gt=clock.now())
        mine = Q(claimed_by=self.request.user)
        return queryset.filter({"mine": held & mine, "others": held & ~mine, "none": ~held}[wanted])


class LoopFilter(_ByCounty):
    q = django_filters.CharFilter(label=_("名称、拼音或信用代码"), method="find")
    status = django_filters.ChoiceFilter(label=_("状态"), choices=Loop.Status.choices)
    open = django_filters.BooleanFilter(label=_("未了结"), method="still_open")

    class Meta:
        model = Loop
        fields = []

    def find(self, queryset, _name, words):
        return queryset.filter(found_by(words, "enterprise__"))

    def in_county(self, queryset, _name, county):
        return queryset.filter(enterprise__county=county)

    def still_open(self, queryset, _name, wanted):
        return queryset.open() if wanted else queryset.exclude(pk__in=Loop.objects.open().values("pk"))
