"""What the telephone desk needs when the portal is down: the roster, and the latest call sheet."""

from datetime import timedelta

from django.utils.translation import gettext as _

from clock import clock
from outage.parts import Sheet
from ui import moments

from .models import Call, CallSheet, DutyShift

AHEAD = timedelta(hours=48)


def parts():
    return [_roster(), *_sheet()]


def _roster():
    now = clock.now()
    shifts = DutyShift.objects.ahead().filter(since__lt=now + AHEAD).select_related("unit")
    head = [_("单位"), _("岗位"), _("起"), _("止"), _("姓名"), _("电话")]
    rows = [
        [
            one.unit.name,
            one.get_post_display(),
            moments.moment(one.since),
            moments.moment(one.until),
            one.name,
            one.phone,
        ]
        for one in shifts.order_by("unit__region__code", "unit__name", "since", "-post")
    ]
    return Sheet("duty", _("值班表（48小时内）"), head, rows)


def _sheet():
    sheet = CallSheet.objects.first()
    if sheet is None:
        return []
    calls = Call.objects.filter(sheet=sheet).with_urgency().select_related("enterprise__county")
    head = [_("企业"), _("区县"), _("应急电话"), _("通知情况"), _("包联"), _("停机期间记录")]
    rows = [
        [
            call.enterprise.name,
            call.enterprise.county.name,
            call.phone or "—",
            call.get_status_display(),
            f"{call.enterprise.liaison_name} {call.enterprise.liaison_phone}".strip(),
            "",
        ]
        for call in calls.order_by("urgency", "pk")
    ]
    return [Sheet("calls", str(sheet), head, rows, _("最近一张电话通知单。"))]
