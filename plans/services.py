"""What people do with plans. Every verb of ``Plan.MOVES`` for one plan and, in the plural, for a queryset.

The plural functions move what may be moved and name the rest: they return ``Moved(deed, moved, refused)`` and
take a constant number of statements. The singular ones raise ``NotYours`` or ``Refused`` and return the deed.
``occurred_at`` is a moment, in the plural also {plan key: moment}.
"""

from collections import namedtuple

from django.db import transaction

from clock import clock
from workflow.bulk import single
from workflow.deeds import deed as one_deed
from workflow.deeds import share
from workflow.edits import hold
from workflow.locking import lock
from workflow.moves import make_moves, raise_refusal

from .answers import flat, questions_of
from .due import rest_due, review_due
from .fill.services import save_section, save_sections, start_plan, start_plans
from .fill.supplements import hand_in, open_supplement
from .models import Plan
from .questions import CURRENT
from .questions.base import UNDERTAKING
from .review.filing import file_plan, file_plan_unchecked, file_plans, file_plans_unchecked
from .review.remarks import send_remarks
from .review.routes import as_kept, routes_of
from .review.shown import as_shown, single_as_shown, with_refused
from .rules.judging import judge, keep, listed_of
from .versions import freeze, open_next

__all__ = [
    "file_plan",
    "file_plan_unchecked",
    "file_plans",
    "file_plans_unchecked",
    "hand_in",
    "open_supplement",
    "save_section",
    "save_sections",
    "start_plan",
    "start_plans",
]

Filed = namedtuple("Filed", "deed plans")


def file_start_forms(rows, *, by, occurred_at=None, remark="", basis=""):
    """Start, answer and submit plans in one deed: ``rows`` are (park or firm, {question: answer}).

    All or none: raises ``Refused`` when one of them cannot be submitted. ``occurred_at`` is a moment or a list,
    one a row. Returns ``Filed(deed, plans)``, the plans in the order of the rows.
    """
    with one_deed("submit", by=by, of=Plan, remark=remark, basis=basis) as deed:
        plans = start_plans(rows, by=by, occurred_at=occurred_at, deed=deed, basis=basis)
        moments = {plan.pk: plan.moved_at for plan in plans}
        keys = Plan.objects.filter(pk__in=moments)
        done = submit_plans(keys, by=by, occurred_at=moments, deed=deed, basis=basis)
        for key in done.refused:
            raise_refusal(done, key)
    return Filed(deed, plans)


def submit_plans(plans, *, by, occurred_at=None, **words):
    """Drafts and returned plans go to the territory; their versions are frozen and the deadline runs.

    Their route is settled here, by the table as it stands (``routes.py``): whether a joint check is due, whether
    the city files, too, whether they may be filed before the check. What blocks is judged anew, by the rules in
    force (``judging.py``), which the frozen version keeps.
    """
    routes, due, rest = routes_of(plans), review_due(plans, occurred_at), rest_due(plans, occurred_at)
    values = {
        key: {
            **UNCHECKED,
            "needs_city": route.city_files,
            "needs_check": route.joint_check,
            "may_start_unchecked": route.start_unchecked,
            "due_at": due[key],
            "rest_due_at": rest[key],
            "paused_since": None,
            "filed_by": by,
        }
        for key, route in routes.items()
    }
    with transaction.atomic():
        share()
        lock(Plan, list(values))
        yardsticks = judge(plans, listed=listed_of(plans, routes))
        done = make_moves(plans, "submit", by=by, occurred_at=occurred_at, values=values, **words)
        if done.moved:
            freeze(done.moved, {key: as_kept(routes[key]) for key in done.moved})
            keep(yardsticks, done.moved)
    return done


def endorse_plans(plans, *, by, occurred_at=None, shown=None, **words):
    """The territory agrees (属地初审); the district's deadline runs."""
    with as_shown(plans, shown) as (same, changed):
        values = _due(same, occurred_at)
        done = make_moves(same, "endorse", by=by, occurred_at=occurred_at, values=values, **words)
    return with_refused(done, changed)


def return_plans(plans, *, by, remark, occurred_at=None, **words):
    """Back to the applicant with every remark made at its questions; the next version opens as a copy.

    The review's time stands still until it is submitted again, and then begins anew.
    """
    since = clock.now() if occurred_at is None or isinstance(occurred_at, dict) else occurred_at
    values = {**UNCHECKED, "due_at": None, "paused_since": since}
    with transaction.atomic():
        done = make_moves(
            plans, "return", by=by, remark=remark, occurred_at=occurred_at, values=values, **words
        )
        if done.moved:
            send_remarks(done.moved, done.deed)
            open_next(done.moved)
    return done


def agree_plans(plans, *, by, occurred_at=None, shown=None, **words):
    """The district agrees and passes a white-list subject's plan up to the city."""
    agreed = clock.now() if occurred_at is None or isinstance(occurred_at, dict) else occurred_at
    with as_shown(plans, shown) as (same, changed):
        due = _due(same, occurred_at)
        values = {key: {**value, "district_agreed_at": agreed} for key, value in due.items()}
        done = make_moves(same, "agree", by=by, occurred_at=occurred_at, values=values, **words)
    return with_refused(done, changed)


def refuse_plans(plans, *, by, remark, **words):
    """District or city does not put them on file, and says why."""
    return make_moves(plans, "refuse", by=by, remark=remark, values={"due_at": None}, **words)


def withdraw_plans(plans, *, by, **words):
    """The applicant takes them back before the territory has decided, while nobody has them in hand."""
    return make_moves(plans, "withdraw", by=by, values={"due_at": None}, **words)


def revise_plan(plan, *, by, **_words):
    """A new draft with the answers of the filed plan, which stays in force until the new one is on file.

    The undertaking is to be given anew. Raises ``NotYours`` or ``Refused``, also when one is under way already.
    """
    with transaction.atomic():
        share()
        hold(plan, "revise", by=by)
        version = plan.versions.exclude(frozen_at=None).last()
        before, now = questions_of(version).by_key, CURRENT[plan.kind].by_key
        kept = {
            key: answer
            for key, answer in flat(version.sections.all()).items()
            if key in now and now[key].type == before[key].type != UNDERTAKING
        }
        with one_deed("revise", by=by, of=Plan.objects.filter(pk=plan.pk)) as deed:
            [new] = start_plans([(plan.subject, kept)], by=by, deed=deed)
    return new


UNCHECKED = {
    "checked_at": None,
    "check_failed": False,
    "joint_check_due_at": None,
    "district_agreed_at": None,
}


def _due(plans, occurred_at):
    return {key: {"due_at": moment} for key, moment in review_due(plans, occurred_at).items()}


submit_plan = single(submit_plans, "submit_plan")
endorse_plan = single_as_shown(endorse_plans, "endorse_plan")
return_plan = single(return_plans, "return_plan")
agree_plan = single_as_shown(agree_plans, "agree_plan")
refuse_plan = single(refuse_plans, "refuse_plan")
withdraw_plan = single(withdraw_plans, "withdraw_plan")
