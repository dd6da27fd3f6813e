"""Whom to telephone: every authority's round-the-clock number."""

from django.utils.translation import gettext as _

from accounts.models import Unit

from .parts import Sheet


def contacts():
    units = Unit.objects.exclude(kind=Unit.Kind.ENTERPRISE).select_related("region")
    rows = [
        [unit.region.name if unit.region else "", unit.name, unit.get_kind_display(), unit.duty_phone or "—"]
        for unit in units.order_by("region__code", "kind", "pk")
    ]
    head = [_("区划"), _("单位"), _("类型"), _("值班电话")]
    return [Sheet("contacts", _("各单位值班电话"), head, rows)]
