"""作废 of all passes issued before a moment in an area, by one notice: previewed, then carried out as it was shown.

Guang'an, May 2022: from a new notice on all earlier local passes are void, the province's stay valid.
"""

import hashlib
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from clock import clock
from passes import bulk
from passes.models import VehiclePass
from workflow.errors import Refused

SHOWN = 50


@dataclass
class VoidPreview:
    """What would end: all of it by ``keys``; by firm and by type for people."""

    keys: list
    firms: list = field(default_factory=list)  # [(firm, how many)], most first
    types: list = field(default_factory=list)
    digest: str = ""


def to_void(*, before, types, area=None):
    """Live passes of these types issued before a moment and not run out; with ``area``, those that begin or end there."""
    rows = VehiclePass.objects.filter(status__in=VehiclePass.LIVE, issued_at__lt=before, type__in=types)
    rows = rows.filter(validity__endswith__gt=clock.now())
    return rows.filter(Q(origin=area) | Q(destination=area)) if area else rows


def preview(*, before, types, area=None):
    """Three statements, however many there are."""
    rows = to_void(before=before, types=types, area=area)
    named = rows.order_by("pk").values_list("pk", "enterprise__name", "type__name")
    keys, firms, kinds = [], {}, {}
    for key, firm, kind in named:
        keys.append(key)
        firms[firm] = firms.get(firm, 0) + 1
        kinds[kind] = kinds.get(kind, 0) + 1
    digest = hashlib.sha256(repr((keys, before)).encode()).hexdigest()[:20]
    by_number = sorted(firms.items(), key=lambda item: (-item[1], item[0]))
    return VoidPreview(keys, by_number[:SHOWN], sorted(kinds.items()), digest)


def void_before(*, by, before, types, area=None, digest, basis, remark=""):
    """Void them all in one deed, a constant number of statements; returns ``Moved``.

    Raises ``Refused`` when what was shown no longer holds or there is nothing to void, ``NotYours`` by the verb.
    """
    shown = preview(before=before, types=types, area=area)
    if shown.digest != digest:
        raise Refused(_("情况已有变化，请重新核对。"), code="changed")
    if not shown.keys:
        raise Refused(_("没有符合条件的有效证。"), code="none_left")
    rows = VehiclePass.objects.filter(pk__in=shown.keys)
    return bulk.void_passes(rows, by=by, basis=basis, remark=remark)
