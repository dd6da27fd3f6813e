"""延期、变更: an issued pass is followed by a new one, which takes its place at the moment it is issued.

One vehicle, one pass, one route: nothing on an issued pass is changed. The holder applies from its page; until the
new pass is issued the old one holds, whatever the superseding rule of the type is.
"""

from datetime import timedelta

from django.utils.translation import gettext as _

from clock import clock
from passes.models import ValidityKind, VehiclePass
from passes.standing import NOT_YET, VALID, standing_of, words
from passes.statuses import OVER

OPEN = (VALID, NOT_YET)


def may_be_amended(record, at):
    """Whether a pass is one that can be followed: issued and not over."""
    return standing_of(record, at) in OPEN


def is_open(stands, followers):
    """Whether another pass may be asked for that follows one standing so: none of ``followers`` is on its way."""
    return stands in OPEN and all(one.status in OVER or one.status == "refused" for one in followers)


def fault(old, *, enterprise, type, first_day, at):
    """(field, code, sentence) of what keeps an application from following ``old``; None if nothing does."""
    if not may_be_amended(old, at):
        said = _("原证{state}，不能延期或变更；请另行申请。").format(state=_state(old, at))
        return "amends", "not_amendable", said
    if (old.enterprise_id, old.type_id) != (enterprise.pk, type.pk):
        return "amends", "other_holder", _("延期、变更须由原申请单位按原类型申请。")
    if first_day > max(clock.day_of(at), clock.day_of(old.valid_from)):
        said = _("新证核发时原证即失效，有效期起须为今日，中间不能断开。")
        return "first_day", "leaves_a_gap", said
    return None


def too_late(passes):
    """{pk: (code, sentence)} of those whose old pass is no longer in force; to be asked under its lock."""
    old = {one.amends_id for one in passes} - {None}
    stands = VehiclePass.objects.in_bulk(old) if old else {}
    return {
        one.pk: (
            "not_amendable",
            _("原证{state}，不能再延期或变更；请退回，由申请单位另行申请。").format(
                state=stands[one.amends_id].get_status_display()
            ),
        )
        for one in passes
        if one.amends_id and stands[one.amends_id].status != VehiclePass.Status.ISSUED
    }


def beginning(answers, record, *, extend):
    """``answers`` of a pass as those of the application that follows it: from today, and where it is extended,
    for as many days more as it had."""
    today = clock.today()
    first, last = max(today, answers["first_day"]), answers["last_day"]
    if extend:
        last += last - answers["first_day"] + timedelta(days=1)
        last = min(last, first + timedelta(days=record.type.longest_days - 1))
    kind = answers["validity_kind"]
    if extend and kind == ValidityKind.TRIP:
        kind = ValidityKind.DATES
    return answers | {"amends": record.pk, "first_day": first, "last_day": last, "validity_kind": kind}


def following(record, user):
    """(the pass this one follows, those that follow it) as far as this person sees them, with their states."""
    seen = VehiclePass.objects.visible_to(user)
    old = seen.filter(pk=record.amends_id).first() if record.amends_id else None
    return old, list(seen.filter(amends=record).exclude(status__in=["draft", "withdrawn"]).order_by("pk"))


def _state(record, at):
    return words(standing_of(record, at))
