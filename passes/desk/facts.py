"""What a reviewer should have before the eyes: the firm's loop and list, the plate's other passes, the queue."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Role
from clock import clock
from passes.issue.concerns import quotas_of
from passes.models import VehiclePass
from passes.standing import CHOICES, TONES, standing_of
from plans.models.loops import OPEN, Loop
from ui import moments
from whitelist.models import Level, WhitelistEntry

WAITING = ("submitted", "accepted", "recommended")
LOOK_BACK = timedelta(days=30)


def checks(record):
    """[(tone, what is checked, what was found)]; a warning is the reviewer's to weigh, never a refusal."""
    found = [_firm(record), _white_list(record), _quota(record), _plate(record), _before(record)]
    return [one for one in found if one]


def _firm(record):
    if record.enterprise.is_disqualified:
        return "stop", _("企业"), _("已取消闭环生产资格")
    loop = Loop.objects.filter(enterprise=record.enterprise, status__in=OPEN).first()
    if loop is None:
        return "warn", _("企业"), _("不在闭环生产中")
    tone = "ok" if loop.status == Loop.Status.RUNNING else "warn"
    since = _("{state}，{since}起").format(
        state=loop.get_status_display(), since=moments.moment(loop.moved_at)
    )
    return tone, _("企业"), since


def _white_list(record):
    firm = record.enterprise
    named = Q(enterprise=firm) | Q(park=firm.park_id, park__isnull=False)
    levels = set(WhitelistEntry.objects.listed_at().filter(named).values_list("level", flat=True))
    if not levels:
        return "", _("白名单"), _("未列入")
    words = [str(label) for code, label in Level.choices if code in levels]
    return "ok", _("白名单"), _("、").join(words)


def _quota(record):
    """Its plan's trucks a day beside the vehicles with a live pass in the same days; None where no plan says."""
    quota = quotas_of({record.enterprise_id}).get(record.enterprise_id)
    if quota is None:
        return None
    live = VehiclePass.objects.filter(
        enterprise=record.enterprise_id, status__in=VehiclePass.LIVE, validity__overlap=record.validity
    ).exclude(pk__in=[record.pk, record.amends_id or record.pk])
    others = live.exclude(plate=record.plate).order_by().values("plate").distinct().count()
    tone = "ok" if others < quota else "warn"
    found = _("每日{quota}车次，同期已有{others}辆持证").format(quota=quota, others=others)
    return tone, _("配额"), found


def _plate(record):
    others = _others(record)
    live = others.filter(status="issued", validity__endswith__gt=clock.now())
    live = live.exclude(pk=record.amends_id or 0).count()  # the one it follows gives way
    waiting = others.filter(status__in=WAITING).count()
    if not live and not waiting:
        return "ok", _("车牌"), _("无其他有效证，无待办申请")
    return "warn", _("车牌"), _("有效证{live}张，待办申请{waiting}件").format(live=live, waiting=waiting)


def _before(record):
    since = clock.now() - LOOK_BACK
    same = VehiclePass.objects.filter(
        Q(enterprise=record.enterprise_id) | Q(plate=record.plate), moved_at__gte=since
    ).exclude(pk=record.pk)
    bad = same.filter(status__in=["refused", "revoked", "recalled"]).count()
    if not bad:
        return "ok", _("既往"), _("近30天无不予办理、撤销、收回")
    return "warn", _("既往"), _("近30天不予办理、撤销、收回共{bad}件").format(bad=bad)


def _others(record):
    return VehiclePass.objects.filter(plate=record.plate).exclude(pk=record.pk)


def others_of_plate(record, user):
    """(rows of the plate's other passes this person may see, how many there are besides).

    The number of what others filed is for officials; an applicant is not told of other shippers' business.
    """
    others = _others(record).exclude(status="draft")
    seen = list(
        others.visible_to(user).select_related("enterprise", "origin", "destination").order_by("-pk")[:10]
    )
    now, words = clock.now(), dict(CHOICES)
    for one in seen:
        standing = standing_of(one, now)
        one.shown_state = (TONES[standing], words[standing])
    hidden = 0 if set(user.roles) <= {Role.CLERK} else others.count() - others.visible_to(user).count()
    return seen, hidden


def place_in_queue(record):
    """How many of the type are due before this one, or None when it does not wait."""
    if record.status not in WAITING or record.due_at is None:
        return None
    ahead = Q(due_at__lt=record.due_at) | Q(due_at=record.due_at, pk__lt=record.pk)
    return VehiclePass.objects.filter(ahead, type=record.type_id, status__in=WAITING).count()
