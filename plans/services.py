"""What people do with plans. Every verb of ``Plan.MOVES`` for one plan and, in the plural, for a queryset.

The plural functions move what may be moved and name the rest: they return ``Moved(deed, moved, refused)`` and
take a constant number of statements. The singular ones raise ``NotYours`` or ``Refused`` and return the deed.
``occurred_at`` is a moment, in the plural also {plan key: moment}.
"""

from collections import namedtuple

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from whitelist.models import WhitelistEntry
from workflow import knowledge
from workflow.bulk import single
from workflow.deeds import deed as one_deed
from workflow.errors import Refused
from workflow.judging import agreed
from workflow.locking import lock
from workflow.moves import Moved, make_moves, raise_refusal
from workflow.verbs import Verb

from .due import rest_due, review_due
from .filling import save_section, save_sections, start_plan, start_plans
from .judging import judge, keep
from .models import Plan
from .supplements import hand_in, open_supplement
from .versions import freeze, open_next

__all__ = ["save_section", "save_sections", "start_plan", "start_plans"]

Filed = namedtuple("Filed", "deed plans")


def file_start_forms(rows, *, by, occurred_at=None, remark="", basis=""):
    """Start, answer and submit plans in one deed: ``rows`` are (park or firm, {question: answer}).

    All or none: raises ``Refused`` when one of them cannot be submitted. ``occurred_at`` is a moment or a list,
    one a row. Returns ``Filed(deed, plans)``, the plans in the order of the rows.
    """
    post = Plan.MOVES["submit"].who.post_of(by)
    with one_deed("submit", by=by, post=post, kind=Plan._meta.label, remark=remark, basis=basis) as deed:
        plans = start_plans(rows, by=by, occurred_at=occurred_at, deed=deed, basis=basis)
        moments = {plan.pk: plan.moved_at for plan in plans}
        keys = Plan.objects.filter(pk__in=moments)
        done = submit_plans(keys, by=by, occurred_at=moments, deed=deed, basis=basis)
        for key in done.refused:
            raise_refusal(done, key)
    return Filed(deed, plans)


def submit_plans(plans, *, by, occurred_at=None, **words):
    """Drafts and returned plans go to the territory; their versions are frozen and the deadline runs.

    Whether the city files, too, is settled here: subjects on the white list by now. What blocks is judged anew,
    by the rules in force (``judging.py``), which the frozen version keeps.
    """
    rows = list(plans.order_by().values("pk", "enterprise", "park"))
    listed = WhitelistEntry.objects.listed_at()
    firms = set(
        listed.filter(enterprise__in=[r["enterprise"] for r in rows]).values_list("enterprise", flat=True)
    )
    parks = set(listed.filter(park__in=[r["park"] for r in rows]).values_list("park", flat=True))
    due, rest = review_due(plans, occurred_at), rest_due(plans, occurred_at)
    values = {
        row["pk"]: {
            "needs_city": row["enterprise"] in firms or row["park"] in parks,
            "district_agreed_at": None,
            "due_at": due[row["pk"]],
            "rest_due_at": rest[row["pk"]],
            "filed_by": by,
        }
        for row in rows
    }
    with transaction.atomic():
        knowledge.share()
        lock(Plan, list(values))
        yardsticks = judge(plans, listed={key for key, row in values.items() if row["needs_city"]})
        done = make_moves(plans, "submit", by=by, occurred_at=occurred_at, values=values, **words)
        if done.moved:
            freeze(done.moved)
            keep(yardsticks, done.moved)
    return done


def endorse_plans(plans, *, by, occurred_at=None, **words):
    """The territory agrees (属地初审); the district's deadline runs."""
    return make_moves(
        plans, "endorse", by=by, occurred_at=occurred_at, values=_due(plans, occurred_at), **words
    )


def return_plans(plans, *, by, remark, **words):
    """Back to the applicant with what is to be mended; the next version opens as a copy."""
    cleared = {"due_at": None, "district_agreed_at": None}
    with transaction.atomic():
        done = make_moves(plans, "return", by=by, remark=remark, values=cleared, **words)
        if done.moved:
            open_next(done.moved)
    return done


def agree_plans(plans, *, by, occurred_at=None, **words):
    """The district agrees and passes a white-list subject's plan up to the city."""
    agreed = clock.now() if occurred_at is None or isinstance(occurred_at, dict) else occurred_at
    values = {key: {**value, "district_agreed_at": agreed} for key, value in _due(plans, occurred_at).items()}
    return make_moves(plans, "agree", by=by, occurred_at=occurred_at, values=values, **words)


def file_plans(plans, *, by, occurred_at=None, remark="", basis="", approver=None, key=None):
    """District, or city, puts plans on file (备案). What was on file for the same subject is superseded by it.

    The older plan goes first, because a subject has one filed plan at every moment; both in one deed.
    """
    how = {"by": by, "basis": basis}
    with transaction.atomic():
        knowledge.share()
        older = _filed_before(plans)
        lock(Plan, [*plans.order_by().values_list("pk", flat=True), *older.values()])
        move = Plan.MOVES["file"]
        way = move.refusal(by, alone=agreed(move, by, approver, basis))
        ready = list(plans.order_by().annotate(way=way).filter(way=None).values_list("pk", flat=True))
        giving_way = {older[key]: key for key in ready if key in older}
        words = {"remark": remark, "approver": approver, "key": key}
        if not giving_way:
            return make_moves(plans, "file", occurred_at=occurred_at, values=CLEARED, **how, **words)
        post = move.who.post_of(by)
        with one_deed("file", by=by, basis=basis, post=post, kind=Plan._meta.label, **words) as deed:
            moments = occurred_at
            if isinstance(occurred_at, dict):
                moments = {old: occurred_at[new] for old, new in giving_way.items()}
            olds = Plan.objects.filter(pk__in=giving_way)
            gone = make_moves(olds, "supersede", occurred_at=moments, deed=deed, **how)
            for old, (code, sentence) in gone.refused.items():
                raise Refused(sentence, code=code, refusals=[(giving_way[old], code, sentence)])
            done = make_moves(
                plans, "file", occurred_at=occurred_at, values=CLEARED, deed=deed, approver=approver, **how
            )
            return Moved(deed, done.moved, done.refused)


CLEARED = {"due_at": None}


def _filed_before(plans):
    """{plan: the filed plan of the same subject}."""
    filed = Plan.objects.in_force().order_by()
    subjects = list(plans.order_by().values_list("pk", "enterprise", "park"))
    firms = dict(filed.filter(enterprise__in=[s[1] for s in subjects]).values_list("enterprise", "pk"))
    parks = dict(filed.filter(park__in=[s[2] for s in subjects]).values_list("park", "pk"))
    found = {key: firms.get(firm) or parks.get(park) for key, firm, park in subjects}
    return {key: old for key, old in found.items() if old and old != key}


def _due(plans, occurred_at):
    return {key: {"due_at": moment} for key, moment in review_due(plans, occurred_at).items()}


def refuse_plans(plans, *, by, remark, **words):
    """District or city does not put them on file, and says why."""
    return make_moves(plans, "refuse", by=by, remark=remark, values=CLEARED, **words)


def withdraw_plans(plans, *, by, **words):
    """The applicant takes them back before the territory has decided."""
    return make_moves(plans, "withdraw", by=by, values=CLEARED, **words)


submit_plan = single(submit_plans, "submit_plan")
endorse_plan = single(endorse_plans, "endorse_plan")
return_plan = single(return_plans, "return_plan")
agree_plan = single(agree_plans, "agree_plan")
file_plan = single(file_plans, "file_plan")
refuse_plan = single(refuse_plans, "refuse_plan")
withdraw_plan = single(withdraw_plans, "withdraw_plan")


def _gives_way(plan):
    older = _filed_before(Plan.objects.filter(pk=plan.pk))
    return [_("现行备案的方案同时被本方案替代；运行中的闭环不受影响。")] if older else []


def _leaves(plan):
    return [_("本方案不再办理；要再申报须新建一份。")]


VERBS = {
    "submit": Verb(submit_plan),
    "supplement": Verb(open_supplement),
    "hand_in": Verb(hand_in),
    "endorse": Verb(endorse_plan),
    "agree": Verb(agree_plan),
    "file": Verb(file_plan, consequences=_gives_way),
    "return": Verb(return_plan),
    "refuse": Verb(refuse_plan, consequences=_leaves),
    "withdraw": Verb(withdraw_plan, consequences=_leaves),
}
