"""What people do with loops: ordered, confirmed sealed, failed, withdrawn, paused, resumed, lifted.

As in ``services``: the plural functions take querysets and return ``Moved``; the singular ones raise.
"""

from collections import namedtuple

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from enterprises.models import Enterprise
from plans.due import confirm_due
from plans.forms import ConfirmForm
from plans.models.loops import Loop, Variant
from workflow.bulk import single
from workflow.deeds import stop_repeat
from workflow.errors import Refused
from workflow.moves import begin, make_moves, raise_refusal
from workflow.verbs import Verb

from .judging import judged

# deed (None when nobody could be ordered), loops ordered, {enterprise key: (code, sentence)} of those who cannot,
# and the judgement itself, a line a firm
Ordered = namedtuple("Ordered", "deed loops refused lines")


def order_loops(
    enterprises,
    *,
    by,
    due_at=None,
    occurred_at=None,
    variant=Variant.PLAN,
    variants=None,
    check=None,
    remark="",
    basis="",
    key=None,
):
    """Order firms to seal themselves by their filed plans (下达启动), in one deed; who cannot is told why.

    ``enterprises`` is a queryset of what the person may see; ``due_at`` (default: by policy and region) is by
    when 已封闭 is owed. A firm with an open loop is left as it is, so ordering again changes nothing. The firms
    are locked first: no plan of theirs is filed or superseded, and none is disqualified, until the order stands.

    ``variant`` is the standard for all, taken where a plan names such a backup; ``variants`` ({firm key:
    standard}) are exceptions. Raises ``Refused`` for an exception the firm's plan does not name.
    ``check(lines)`` is given the judgement before anything is written, and may raise.
    """
    with transaction.atomic():
        firms = _named(enterprises).order_by("pk").select_for_update(no_key=True)
        keys = list(firms.values_list("pk", flat=True))
        stop_repeat(key)
        lines = judged(keys, by)
        if check is not None:
            check(lines)
        ready = {line.firm: line for line in lines if not line.code}
        refused = {line.firm: (line.code, line.sentence) for line in lines if line.code}
        if not ready:
            return Ordered(None, [], refused, lines)
        due = {} if due_at else confirm_due(ready.values(), occurred_at)
        loops = [
            Loop(
                enterprise_id=firm,
                plan_id=line.plan,
                variant=variant_of(line, variant, variants),
                due_at=due_at or due[firm],
            )
            for firm, line in ready.items()
        ]
        words = {"remark": remark, "basis": basis, "key": key}
        deed = begin(Loop, loops, "order", by=by, occurred_at=occurred_at, **words)
    return Ordered(deed, loops, refused, lines)


def order_preview(enterprises, *, by):
    """What an order would do now, a ``Line`` a firm; nothing is locked."""
    return judged(_named(enterprises).values("pk"), by)


def variant_of(line, variant, variants=None):
    """The standard by which a firm starts. Raises ``Refused`` for an exception its plan does not name."""
    wanted = (variants or {}).get(line.firm)
    if wanted and not line.offers(wanted):
        words = {"firm": line.name, "variant": Variant(wanted).label}
        raise Refused(_("{firm}的方案没有写明{variant}。").format(**words), code="backup_not_named")
    return wanted or (variant if line.offers(variant) else Variant.PLAN)


def _named(enterprises):
    """The same firms as a plain queryset, whose rows can be locked."""
    return Enterprise._base_manager.filter(pk__in=enterprises.order_by().values("pk"))


def confirm_loops(loops, *, by, people_inside, occurred_at=None, **words):
    """已封闭: from this moment the firms run in closed loop, with so many people inside.

    ``people_inside`` is a number or {loop key: number}; ``occurred_at`` a moment or {loop key: moment}.
    """
    if isinstance(people_inside, dict):
        values = {key: {"people_inside": number, "due_at": None} for key, number in people_inside.items()}
    else:
        values = {"people_inside": people_inside, "due_at": None}
    return make_moves(loops, "confirm", by=by, occurred_at=occurred_at, values=values, **words)


def fail_loops(loops, *, by, remark, **words):
    """未能启动: the firm could not seal itself, and why."""
    return make_moves(loops, "fail", by=by, remark=remark, values={"due_at": None}, **words)


def cancel_loops(loops, *, by, remark, **words):
    """An order not yet confirmed is withdrawn, with its reason."""
    return make_moves(loops, "cancel", by=by, remark=remark, values={"due_at": None}, **words)


def pause_loops(loops, *, by, remark, occurred_at=None, **words):
    """暂停: production in the loop stops for now; the people stay inside."""
    since = occurred_at if occurred_at and not isinstance(occurred_at, dict) else clock.now()
    values = {"paused_since": since}
    return make_moves(loops, "pause", by=by, remark=remark, occurred_at=occurred_at, values=values, **words)


def resume_loops(loops, *, by, **words):
    """恢复: production goes on."""
    return make_moves(loops, "resume", by=by, values={"paused_since": None}, **words)


def lift_loops(loops, *, by, **words):
    """解除: the loop ends and its people may leave."""
    return make_moves(loops, "lift", by=by, values={"paused_since": None, "due_at": None}, **words)


confirm_loop = single(confirm_loops, "confirm_loop")
fail_loop = single(fail_loops, "fail_loop")
cancel_loop = single(cancel_loops, "cancel_loop")
pause_loop = single(pause_loops, "pause_loop")
resume_loop = single(resume_loops, "resume_loop")
lift_loop = single(lift_loops, "lift_loop")


def order_loop(enterprise, *, by, **words):
    """Order one firm; raises its refusal. Returns the loop."""
    done = order_loops(type(enterprise)._base_manager.filter(pk=enterprise.pk), by=by, **words)
    raise_refusal(done, enterprise.pk)
    return done.loops[0]


def _ends(loop):
    return [_("闭环结束，闭环内人员可以离开。"), _("再次闭环须重新下达启动。")]


def _pauses(loop):
    return [_("停止生产，闭环内人员不离开。"), _("恢复前不计入闭环生产。")]


VERBS = {
    "confirm": Verb(confirm_loop, ConfirmForm),
    "fail": Verb(fail_loop),
    "pause": Verb(pause_loop, consequences=_pauses),
    "resume": Verb(resume_loop),
    "lift": Verb(lift_loop, consequences=_ends),
    "cancel": Verb(cancel_loop),
}
