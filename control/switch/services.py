"""The switch: preview, order, drill, withdraw, lift. Each press is one deed over ``plans``' loops, and one record."""

from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from plans.loops.services import Ordered, cancel_loops, lift_loops, order_loops, order_preview
from plans.models.loops import Loop
from workflow.deeds import pressed_once, share, stop_repeat
from workflow.errors import AlreadyDone, NotYours, Refused
from workflow.moves import make_moves

from .judgement import Judgement, demand_same, of_lines
from .lifting import lifting
from .models import PreparedSwitch, Switch


def preview_order(scope, *, by):
    """Who would be ordered now and who cannot and why; kept under its digest. Raises ``NotYours``."""
    scope.demand(by)
    return of_lines(order_preview(scope.firms(by), by=by), scope.unknown).keep(by)


def preview_lift(scope, *, by):
    """Which loops would be lifted now; firms without an open loop are no part of it. Raises ``NotYours``."""
    scope.demand(by)
    return lifting(scope, by).keep(by)


def order_switch(scope, *, by, digest, drill=False, prepared=None, key=None, **how):
    """下达启动 for a whole scope in one transaction; returns the ``Switch``.

    ``digest`` is that of the preview: if the judgement differs by now, nothing is done and ``Differs`` tells what
    changed. ``how``: ``variant`` and ``variants`` ({firm key: standard}), ``due_at``, ``basis``, ``remark``. With
    ``drill`` the very same deed is done and rolled back; only its report is kept. ``prepared`` is the switch made
    ready for this hour, which is thereby committed. Raises ``Refused`` when there is nobody to order.
    """
    scope.demand(by)

    def do(check):
        done = order_loops(scope.firms(by), by=by, check=check, **how)
        return done, of_lines(done.lines, scope.unknown), {loop.enterprise_id: loop for loop in done.loops}

    return _pressed(Switch.Verb.ORDER, scope, do, by, digest, drill, prepared, key, how)


def lift_switch(scope, *, by, digest, drill=False, key=None, **how):
    """解除闭环 for a whole scope in one deed; loops not yet confirmed stay. As ``order_switch``."""
    scope.demand(by)

    def do(check):
        judgement = lifting(scope, by, lock=True)
        stop_repeat()
        check(judgement)
        wanted = [line["loop"] for line in judgement.ready]
        moved = lift_loops(Loop.objects.filter(pk__in=wanted), by=by, **how)
        return Ordered(moved.deed, moved.moved, moved.refused, ()), judgement, {}

    return _pressed(Switch.Verb.LIFT, scope, do, by, digest, drill, None, key, how)


def withdraw_switch(switch, *, by, remark, loops=None, **words):
    """Orders of a switch that nobody confirmed yet are withdrawn with a reason: all, or the chosen; one deed."""
    orders = switch.loops.filter(status=Loop.Status.ORDERED)
    if loops is not None:
        orders = orders.filter(pk__in=loops)
    keys = list(orders.values_list("pk", flat=True))
    done = cancel_loops(Loop.objects.filter(pk__in=keys), by=by, remark=remark, **words)
    if any(code == "forbidden" for code, _sentence in done.refused.values()):
        raise NotYours()
    if done.deed is None:
        raise Refused(_("没有可撤回的指令：都已确认、已撤回，或没有选中。"), code="nothing_to_withdraw")
    return done


class _Rollback(Exception):
    """The deed of a drill is done; now it is undone."""


def _pressed(verb, scope, do, by, digest, drill, prepared, key, how):
    with transaction.atomic():
        if drill:
            _stop_repeated_drill(key)
        with pressed_once(None if drill else key), _undone(drill) as report:
            done, judgement, loops = do(lambda lines: _demand(lines, digest, by, scope))
            if done.deed is None:
                raise Refused(_("没有一家可以办理，什么也没有改变。"), code="nobody_to_order")
            report |= _report(judgement, loops)
            report["at"], report["unit"] = done.deed.recorded_at, done.deed.unit_id
        at, unit = report.pop("at"), report.pop("unit")
        switch = Switch.objects.create(
            verb=verb,
            drill=drill,
            by=by,
            unit_id=unit,
            at=at,
            deed=None if drill else done.deed,
            digest=digest,
            key=key if drill else None,
            region=scope.region,
            park=scope.park,
            codes=list(scope.codes),
            above_scale=scope.above_scale,
            county=scope.county(by),
            **{name: how[name] for name in ("variant", "due_at", "basis", "remark") if how.get(name)},
            **report,
        )
        if prepared is not None and not drill:
            _commit(prepared, switch, by, done.deed)
    return switch


def _demand(lines, digest, by, scope):
    judgement = lines if isinstance(lines, Judgement) else of_lines(lines, scope.unknown)
    demand_same(digest, judgement, by)


@contextmanager
def _undone(drill):
    """Yields what is to be kept; with ``drill`` everything written within is rolled back at its end."""
    kept = {}
    try:
        with transaction.atomic():
            yield kept
            if drill:
                raise _Rollback
    except _Rollback:
        pass


def _report(judgement, loops):
    rows = []
    for line in judgement.lines:
        loop = loops.get(line["firm"])
        rows.append(
            line | ({"variant": str(loop.variant), "due_at": loop.due_at.isoformat()} if loop else {})
        )
    return {
        "report": rows,
        "moved": len(judgement.ready),
        "people": judgement.people,
        "refused": len(judgement.refused),
    }


def _commit(prepared, switch, by, deed):
    done = make_moves(
        PreparedSwitch.objects.filter(pk=prepared.pk),
        "commit",
        by=by,
        deed=deed,
        values={"switch": switch, "due_at": None},
    )
    if done.refused:
        code, sentence = next(iter(done.refused.values()))
        raise NotYours(sentence) if code == "forbidden" else Refused(sentence, code=code)


def _stop_repeated_drill(key):
    """A drill leaves no deed to find it by; its own key does."""
    if key:
        share(key)
        if done := Switch.objects.filter(key=key).first():
            raise DrillDone(done)


class DrillDone(AlreadyDone):
    """This very drill was held before; ``switch`` is its report."""

    def __init__(self, switch):
        Exception.__init__(self, f"switch {switch.pk}")
        self.deed, self.switch = None, switch


def judgement_of(switch):
    """The judgement a switch was made by, as its report keeps it."""
    return Judgement(tuple(switch.report))
