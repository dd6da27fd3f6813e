"""How notices are narrowed over REST."""

import django_filters
from django.utils.translation import gettext_lazy as _

from .models import Notice


class NoticeFilter(django_filters.FilterSet):
    unread = django_filters.BooleanFilter(label=_("未读"), field_name="read_at", lookup_expr="isnull")
    kind = django_filters.CharFilter(label=_("事项"))
    verb = django_filters.CharFilter(label=_("办理"))

    class Meta:
        model = Notice
        fields = []
