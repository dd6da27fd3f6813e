"""Plans put on file (备案): after the joint check, or before it on the undertaking (容缺备案)."""

from django.db import transaction

from plans.due import check_due
from plans.models import Plan
from workflow import knowledge
from workflow.deeds import deed as one_deed
from workflow.errors import Refused
from workflow.judging import agreed
from workflow.locking import lock
from workflow.moves import Moved, make_moves

from .shown import as_shown, single_as_shown, with_refused


def file_plans(plans, *, by, shown=None, **how):
    """District, or city, puts plans on file (备案). What was on file for the same subject is superseded by it.

    The older plan goes first, because a subject has one filed plan at every moment; both in one deed.
    """
    with transaction.atomic():
        knowledge.share()
        with as_shown(plans, shown) as (same, changed):
            return with_refused(_put_on_file(same, "file", {"due_at": None}, by=by, **how), changed)


def file_plans_unchecked(plans, *, by, shown=None, occurred_at=None, **how):
    """容缺备案: under control, on the undertaking; the joint check is owed within the policy's 48 hours."""
    with transaction.atomic():
        knowledge.share()
        with as_shown(plans, shown) as (same, changed):
            due = check_due(same, occurred_at)
            values = {key: {"due_at": moment, "joint_check_due_at": moment} for key, moment in due.items()}
            done = _put_on_file(same, "file_unchecked", values, by=by, occurred_at=occurred_at, **how)
            return with_refused(done, changed)


file_plan = single_as_shown(file_plans, "file_plan")
file_plan_unchecked = single_as_shown(file_plans_unchecked, "file_plan_unchecked")


def filed_before(plans):
    """{plan: the filed plan of the same subject}."""
    filed = Plan.objects.in_force().order_by()
    subjects = list(plans.order_by().values_list("pk", "enterprise", "park"))
    firms = dict(filed.filter(enterprise__in=[s[1] for s in subjects]).values_list("enterprise", "pk"))
    parks = dict(filed.filter(park__in=[s[2] for s in subjects]).values_list("park", "pk"))
    found = {key: firms.get(firm) or parks.get(park) for key, firm, park in subjects}
    return {key: old for key, old in found.items() if old and old != key}


def _put_on_file(plans, verb, values, *, by, occurred_at=None, remark="", basis="", approver=None, key=None):
    how = {"by": by, "basis": basis}
    older = filed_before(plans)
    lock(Plan, [*plans.order_by().values_list("pk", flat=True), *older.values()])
    move = Plan.MOVES[verb]
    way = move.refusal(by, alone=agreed(move, by, approver, basis))
    ready = list(plans.order_by().annotate(way=way).filter(way=None).values_list("pk", flat=True))
    giving_way = {older[key]: key for key in ready if key in older}
    words = {"remark": remark, "approver": approver, "key": key}
    if not giving_way:
        return make_moves(plans, verb, occurred_at=occurred_at, values=values, **how, **words)
    with one_deed(verb, by=by, basis=basis, of=Plan.objects.filter(pk__in=ready), **words) as deed:
        moments = occurred_at
        if isinstance(occurred_at, dict):
            moments = {old: occurred_at[new] for old, new in giving_way.items()}
        olds = Plan.objects.filter(pk__in=giving_way)
        gone = make_moves(olds, "supersede", occurred_at=moments, values={"due_at": None}, deed=deed, **how)
        for old, (code, sentence) in gone.refused.items():
            raise Refused(sentence, code=code, refusals=[(giving_way[old], code, sentence)])
        done = make_moves(
            plans, verb, occurred_at=occurred_at, values=values, deed=deed, approver=approver, **how
        )
        return Moved(deed, done.moved, done.refused)
