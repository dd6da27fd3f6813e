"""What the city does with control periods. Every function is a verb of ``ControlPeriod.MOVES``."""

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from ui.moments import moment
from workflow.deeds import deed as one_deed
from workflow.deeds import share
from workflow.errors import Refused
from workflow.judging import LATE
from workflow.locking import lock
from workflow.moves import begin, make_move, make_moves, raise_refusal
from workflow.verbs import Verb
from workflow.versions import record_facts

from .forms import CorrectForm, EndForm
from .models import ControlPeriod, PeriodTerm
from .notice_files import AttachForm, attach_file, kept_with
from .releases import RecoverForm, ReleaseForm, recover_towns, release_consequences, release_towns


def announce_notice(areas, *, by, **notice):
    """A notice in force is transcribed: one period an area, one deed. See ``_transcribe``."""
    return _transcribe("announce", areas, by=by, **notice)


def plan_notice(areas, *, by, **notice):
    """A notice being drafted: its periods are planned, and control nothing until they are announced."""
    return _transcribe("plan", areas, by=by, **notice)


def announce_period(period, *, by, remark="", basis="", **words):
    """The notice of a planned period is published; the period it replaces ends when it begins."""
    with one_deed("announce", by=by, of=ControlPeriod, remark=remark, basis=basis) as deed:
        make_move(period, "announce", by=by, remark=remark, basis=basis, deed=deed, **words)
        _end_replaced([period], deed)
    return deed


def cancel_period(period, *, by, remark, **words):
    """The period never holds (a notice withdrawn, or transcribed wrongly); it is kept with its reason."""
    return make_move(period, "cancel", by=by, remark=remark, **words)


def end_period(period, *, by, **how):
    """One area is released; the other areas of the notice go on. See ``end_periods``."""
    return end_periods(ControlPeriod.objects.filter(pk=period.pk), by=by, **how)


def end_periods(periods, *, by, until=None, remark="", basis=""):
    """Control of these areas ends at ``until`` (now if not given; a later hour may be set beforehand).

    What has ended stays ended: whoever presses second does not prolong it. A wrong end is corrected.
    """
    until = until or clock.now()
    if clock.now() - until > LATE and not basis.strip():
        raise Refused(_("所填时间在72小时以前，须写明依据。"), code="late_without_basis")
    with transaction.atomic():
        share()
        lock(ControlPeriod, list(periods.order_by().values_list("pk", flat=True)))
        over = PeriodTerm.objects.current().filter(period__in=periods, until__lte=clock.now()).first()
        if over is not None:
            said = _("已于{when}解除；时间有误的，用“更正时间”。").format(when=moment(over.until))
            raise Refused(said, code="ended_already")
        return _restate(periods, "end", by=by, remark=remark, basis=basis, until=until)


def correct_term(period, *, by, since, until=None, remark="", basis=""):
    """The dates were transcribed wrongly: the version on record is replaced and kept; days it touches are owed."""
    periods = ControlPeriod.objects.filter(pk=period.pk)
    return _restate(periods, "correct", by=by, remark=remark, basis=basis, since=since, until=until)


def _restate(periods, verb, *, by, remark, basis, **dates):
    with one_deed(verb, by=by, of=ControlPeriod, remark=remark, basis=basis) as deed:
        done = make_moves(periods, verb, by=by, remark=remark, basis=basis, deed=deed)
        for key in done.refused:
            raise_refusal(done, key)
        _write_terms(done.moved, deed, **dates)
        deed.count = len(done.moved)
    return deed


def _transcribe(
    verb,
    areas,
    *,
    by,
    issuer,
    number,
    kind,
    since,
    until=None,
    replaces=False,
    occurred_at=None,
    remark="",
    basis="",
    file=None,
):
    """``areas`` are (region, named place or ""). ``replaces``: all that is in force there gives way at ``since``.

    ``occurred_at`` is when the notice was published, ``file`` an upload of it. Returns the periods, in the order
    of the areas.
    """
    periods = [
        ControlPeriod(issuer=issuer, number=number, kind=kind, region=region, place=place)
        for region, place in areas
    ]
    if replaces:
        regions = [region for region, _place in areas]
        standing = list(ControlPeriod.objects.in_force(since).filter(region__in=regions))
        for period in periods:
            period.supersedes = next((old for old in standing if _gives_way(old, period)), None)
    with one_deed(verb, by=by, of=ControlPeriod, remark=remark, basis=basis) as deed:
        begin(ControlPeriod, periods, verb, by=by, occurred_at=occurred_at, basis=basis, deed=deed)
        deed.count = len(periods)
        _write_terms([period.pk for period in periods], deed, since=since, until=until)
        if verb == "announce":
            _end_replaced(periods, deed)
        if file:
            kept_with(periods[0], file, deed)
    return periods


def _gives_way(old, period):
    """A notice for a whole division takes the place of all in force there; one for a named place, of that place's."""
    return old.region_id == period.region_id and period.place in ("", old.place)


def _end_replaced(periods, deed):
    """Where a period takes another's place, what gives way then ends when it begins; what has ended keeps its end."""
    for period in periods:
        if period.supersedes_id:
            since = PeriodTerm.objects.current().get(period=period).since
            begun = PeriodTerm.objects.current().filter(since__lt=since).values("period")
            standing = ControlPeriod.objects.in_force(since).filter(region=period.region_id, pk__in=begun)
            _write_terms([old.pk for old in standing if _gives_way(old, period)], deed, until=since)


def _write_terms(keys, deed, **dates):
    counted = deed.count  # a notice's count is its areas, not the rows of its dates
    record_facts(PeriodTerm, [{"period_id": key, **dates} for key in keys], by=deed.by, deed=deed)
    deed.count = counted


def end_consequences(period):
    """What ending means, told before it is asked."""
    return [
        _("%(area)s按所填时间解除管控，之后的统计不再计入该区域。") % {"area": period.area},
        _("同一通告的其他区域不受影响；运行中的闭环须另行解除。"),
    ]


VERBS = {
    "announce": Verb(announce_period),
    "correct": Verb(correct_term, CorrectForm),
    "attach": Verb(attach_file, AttachForm),
    "release": Verb(release_towns, ReleaseForm, release_consequences),
    "recover": Verb(recover_towns, RecoverForm),
    "end": Verb(end_period, EndForm, end_consequences),
    "cancel": Verb(cancel_period),
}
