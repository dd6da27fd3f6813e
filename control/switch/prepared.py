"""A switch made ready for a notice's hour: kept, refreshed and called out by the clock, ordered by a person."""

from datetime import timedelta

from django.utils.translation import gettext as _

from clock import clock
from periods.models import ControlPeriod, PeriodTerm
from workflow.bulk import single
from workflow.errors import NotYours, Refused
from workflow.moves import begin, make_moves
from workflow.verbs import Verb

from .models import PreparedSwitch, SwitchPreview
from .services import preview_order

SHORTLY = timedelta(minutes=15)  # before the hour the duty officer is warned and the preview refreshed
LAPSE = timedelta(hours=12)  # after the hour, nobody having ordered, what was prepared no longer holds
REMEMBERED = timedelta(days=7)  # for so long a preview can be compared with


def prepare_switch(scope, *, by, hour=None, period=None, variant="plan", basis="", **words):
    """Make a switch ready for ``hour``, or for the hour of ``period``, whose corrections it then follows."""
    scope.demand(by)
    hour = hour or (PeriodTerm.objects.current().get(period=period).since if period else None)
    if hour is None or hour <= clock.now():
        raise Refused(_("切换时间须晚于现在。已到时间的，直接下达。"), code="hour_has_passed")
    post = PreparedSwitch.MOVES["prepare"].who.post_of(by)
    row = PreparedSwitch(
        region=scope.region,
        park=scope.park,
        codes=list(scope.codes),
        above_scale=scope.above_scale,
        county=scope.county(by),
        period=period,
        hour=hour,
        due_at=hour,
        variant=variant,
        basis=basis,
        by=by,
        unit_id=post.unit_id,
    )
    begin(PreparedSwitch, [row], "prepare", by=by, basis=basis, **words)
    refresh(row)
    return row


def cancel_prepared_many(prepared, *, by, remark, **words):
    """What was prepared is not wanted any more, and why."""
    return make_moves(prepared, "cancel", by=by, remark=remark, values={"due_at": None}, **words)


cancel_prepared = single(cancel_prepared_many, "cancel_prepared")
VERBS = {"cancel": Verb(cancel_prepared)}


def tend_prepared():
    """What time asks of prepared switches: follow the notice, refresh, warn, call, expire. It may run twice."""
    _follow_notices()
    now = clock.now()
    for prepared in PreparedSwitch.objects.standing().select_related(
        "region__parent", "park__county", "by", "period"
    ):
        cancelled = prepared.period and prepared.period.status == ControlPeriod.Status.CANCELLED
        if cancelled or now >= prepared.hour + LAPSE:
            why = _("通告已取消。") if cancelled else _("到时后12小时无人下达。")
            _move(prepared, "expire", due_at=None, remark=why)
        elif now >= prepared.hour - SHORTLY:
            refresh(prepared)
            _move(prepared, "call" if now >= prepared.hour else "warn")
    SwitchPreview.objects.filter(at__lt=now - REMEMBERED).delete()


def refresh(prepared):
    """The counts as they are now, for whoever prepared it; left as they were if that person may no longer switch."""
    try:
        judgement = preview_order(prepared.scope, by=prepared.by)
    except NotYours:
        return
    counts = {"ready": len(judgement.ready), "people": judgement.people, "refused": len(judgement.refused)}
    fresh = {"digest": judgement.digest, "refreshed_at": clock.now(), **counts}
    PreparedSwitch.objects.filter(pk=prepared.pk).update(**fresh)
    for name, value in fresh.items():
        setattr(prepared, name, value)


def _move(prepared, verb, remark="", **values):
    """Moved by the clock; where it stands so already, or a person was faster, nothing happens."""
    if prepared.status in PreparedSwitch.MOVES[verb].sources:
        records = PreparedSwitch.objects.filter(pk=prepared.pk)
        make_moves(records, verb, by=None, remark=remark, values=values or None)


def _follow_notices():
    """A notice whose hour was corrected takes along what was prepared for it; put off, it is called out anew."""
    terms = PeriodTerm.objects.current().filter(period__in=PreparedSwitch.objects.standing().values("period"))
    for period, since in terms.values_list("period", "since"):
        waiting = PreparedSwitch.objects.standing().filter(period=period).exclude(hour=since)
        called = waiting.filter(status__in=PreparedSwitch.MOVES["put_off"].sources)
        if since > clock.now() + SHORTLY and called.exists():
            make_moves(called, "put_off", by=None, values={"hour": since, "due_at": since})
        waiting.update(hour=since, due_at=since)
