"""What a reviewer should weigh before a pass is issued, for many passes at once in a constant number of statements.

Those its type names need a second person and a basis; as shipped that the firm is not in closed loop where control
is in force, and more vehicles than its plan's trucks a day. A validity beyond the type's usual one always does. A
live pass of another firm on the plate needs a choice (``superseding.CHOICES``). The rest is told and stops nothing.
"""

from collections import namedtuple
from datetime import timedelta

from django.utils.translation import gettext as _

from clock import clock
from enterprises.models import Enterprise
from passes.apply.credentials import doubts
from passes.apply.rules import slot_of
from passes.doubts import Doubt
from passes.models import VehiclePass
from periods.areas import areas_in_force
from plans.models import Plan
from plans.models.loops import Loop

from .terms import pin

Concern = namedtuple("Concern", "code tone words sentence")
NOT_IN_LOOP, OVER_QUOTA, TOO_LONG = Doubt.NOT_IN_LOOP.value, Doubt.OVER_QUOTA.value, Doubt.TOO_LONG.value
OTHER_FIRM, DISQUALIFIED, BEFORE = Doubt.OTHER_FIRM.value, Doubt.DISQUALIFIED.value, Doubt.BEFORE.value
LOOK_BACK = timedelta(days=30)


def concerns_of(passes):
    """{pk: [Concern]} for passes loaded with their type; seven statements."""
    found = {one.pk: [] for one in passes}
    if not passes:
        return found
    pin(passes)
    firms = {one.enterprise_id for one in passes}
    fallen = set(
        Enterprise.objects.filter(pk__in=firms, disqualified_at__isnull=False).values_list("pk", flat=True)
    )
    out, quotas = _out_of_loop(firms), quotas_of(firms)
    vehicles, foreign, refused = _live_vehicles(passes, quotas), foreign_to(passes), _refused(passes)
    for one in passes:
        told = found[one.pk]
        if one.enterprise_id in fallen:
            told.append(Concern(DISQUALIFIED, "stop", _("企业已取消资格"), _("企业已被取消闭环生产资格。")))
        elif one.enterprise_id in out:
            told.append(
                Concern(NOT_IN_LOOP, "stop", _("企业未闭环"), _("所在地正在管控，企业不在闭环生产中。"))
            )
        if (quota := quotas.get(one.enterprise_id)) is not None and one.status not in VehiclePass.LIVE:
            seen = vehicles.setdefault(one.enterprise_id, [])
            others = {plate for plate, span in seen if plate != one.plate and overlap(span, one.validity)}
            seen.append((one.plate, one.validity))
            if (over := len(others) + 1 - quota) > 0:
                words = {"quota": quota, "others": len(others), "over": over}
                told.append(
                    Concern(
                        OVER_QUOTA,
                        "warn",
                        _("超配额{over}车").format(**words),
                        _("方案每日{quota}车次，同期已有{others}辆持证，再核发即超{over}车。").format(
                            **words
                        ),
                    )
                )
        days = (one.validity.upper - one.validity.lower).days
        if days > one.type.longest_days:
            words = {"days": days, "most": one.type.longest_days}
            sentence = _("有效期{days}天，超过一般的{most}天。").format(**words)
            told.append(Concern(TOO_LONG, "warn", _("有效期{days}天").format(**words), sentence))
        told += (Concern(*doubt) for doubt in doubts(one))
        if others := foreign.get(one.pk):
            sentence = _("该车另有{firm}的有效通行证{number}。").format(
                firm=others[0].enterprise, number=others[0].number
            )
            told.append(Concern(OTHER_FIRM, "warn", _("另一单位持证"), sentence))
        if n := refused.get(one.plate):
            sentence = _("该车近30天不予办理、撤销、收回共{n}件。").format(n=n)
            told.append(Concern(BEFORE, "warn", _("既往{n}件").format(n=n), sentence))
    return found


def _out_of_loop(firms):
    """Firms under control at this moment whose loop is not running."""
    areas = areas_in_force(whole=True)
    if not areas:
        return set()
    running = set(
        Loop.objects.filter(enterprise__in=firms, status="running").values_list("enterprise", flat=True)
    )
    paths = ("town", "county", "county__parent", "county__parent__parent")
    rows = Enterprise.objects.filter(pk__in=firms - running).order_by().values_list("pk", *paths)
    return {
        firm for firm, *divisions in rows if any(area.covers_keys(set(divisions) - {None}) for area in areas)
    }


def quotas_of(firms):
    """{firm: trucks a day} by the plan on file; a firm whose plan says nothing has no quota."""
    plans = Plan.objects.filter(enterprise__in=firms, status=Plan.Status.FILED, trucks_per_day__isnull=False)
    return dict(plans.order_by("pk").values_list("enterprise", "trucks_per_day"))


def _live_vehicles(passes, quotas):
    """{firm: [(plate, validity)]} of firms with a quota: their live passes but those asked about, or followed by one."""
    if not quotas:
        return {}
    live = VehiclePass.objects.filter(
        enterprise__in=quotas, status__in=VehiclePass.LIVE, validity__endswith__gt=clock.now()
    ).exclude(pk__in=[key for one in passes for key in (one.pk, one.amends_id) if key])
    found = {}
    for firm, plate, span in live.order_by().values_list("enterprise", "plate", "validity"):
        found.setdefault(firm, []).append((plate, span))
    return found


def foreign_to(passes):
    """{pk: [live passes of other firms on its plate in its time]}, without those that its type's rule displaces."""
    live = VehiclePass.objects.filter(
        plate__in={one.plate for one in passes},
        status__in=VehiclePass.LIVE,
        validity__endswith__gt=clock.now(),
    ).select_related("enterprise", "origin", "destination")
    by_plate = {}
    for old in live.order_by("pk"):
        by_plate.setdefault(old.plate, []).append(old)
    return {
        one.pk: others
        for one in passes
        if (
            others := [
                old
                for old in by_plate.get(one.plate, ())
                if old.enterprise_id != one.enterprise_id
                and overlap(old.validity, one.validity)
                and (old.slot is None or old.slot != slot_of(one))
            ]
        )
    }


def _refused(passes):
    """{plate: how often in the last 30 days it was refused, or its pass revoked or recalled}."""
    plates = {one.plate for one in passes}
    bad = VehiclePass.objects.filter(
        status__in=["refused", "revoked", "recalled"], plate__in=plates, moved_at__gte=clock.now() - LOOK_BACK
    ).exclude(pk__in=[one.pk for one in passes])
    found = {}
    for plate in bad.order_by().values_list("plate", flat=True):
        found[plate] = found.get(plate, 0) + 1
    return found


def overlap(one, other):
    """Whether two validities share a moment."""
    return one.lower < other.upper and other.lower < one.upper
