"""What people do with passes one at a time. Every function is a verb of ``VehiclePass.MOVES``."""

from clock import clock
from workflow.deeds import deed as one_deed
from workflow.moves import begin, make_move, raise_refusal

from . import bulk
from .apply import credentials, edits, rules
from .apply.drawing import columns_of, drawn_up, refuse_faults
from .apply.entering import enter_paper_passes
from .issue import terms
from .issue.handling import due_times
from .models import VehiclePass

STOPPED = {"due_at": None}


def apply_for_pass(*, by, draft=False, occurred_at=None, remark="", **application):
    """An applicant, or the territory for it, asks for a pass; with ``draft`` it is only kept. Returns the pass.

    ``application`` is a row as ``bulk.apply_in_bulk`` takes it. Raises ``Refused`` for what ``rules`` finds.
    """
    if not draft:
        [made] = bulk.apply_in_bulk([application], by=by, occurred_at=occurred_at, remark=remark)
        return made
    made = drawn_up(application, by)
    begin(VehiclePass, [made], "draft", by=by, occurred_at=occurred_at, remark=remark)
    return made


def edit_pass(record, *, by, remark="", **application):
    """A draft or a returned application is filled in anew; what changed is kept. ``submit_pass`` hands it in."""
    with one_deed("edit", by=by, remark=remark) as deed:
        make_move(record, "edit", by=by, deed=deed)
        old = edits.before(record)
        application.pop("amends", None)  # which pass it follows is settled when it is first asked for
        for name, value in columns_of(application).items():
            setattr(record, name, value)
        record.save()
        edits.write(record, old, deed)
    return deed


def submit_pass(record, *, by, occurred_at=None, **words):
    """A draft, or an application that was returned, is handed in; the handling time starts anew."""
    moment = occurred_at or clock.now()
    first_day, last_day = rules.days_of(record.validity)
    refuse_faults(
        rules.faults(
            type=record.type,
            plate=record.plate,
            plate_colour=record.plate_colour,
            origin=record.origin,
            destination=record.destination,
            first_day=first_day,
            last_day=last_day,
            at=moment,
            amends=record.amends,
            **{name: getattr(record, name) for name in credentials.NAMES},
            enterprise=record.enterprise,
        )
    )
    [due] = due_times([record], [moment])
    change = terms.latest([record.type_id]).get(record.type_id)
    handed_in = {"due_at": due, **terms.kept(record.type, change)}
    return make_move(record, "submit", by=by, occurred_at=occurred_at, values=handed_in, **words)


def accept_pass(record, *, by, **words):
    """The application is complete and taken up."""
    return make_move(record, "accept", by=by, **words)


def recommend_pass(record, *, by, **words):
    """The district, or the department of the goods, finds the journey needed."""
    return make_move(record, "recommend", by=by, **words)


def accept_and_recommend_pass(record, *, by, **words):
    """受理并推荐: one who may do each takes both steps by one press."""
    return make_move(record, "accept_recommend", by=by, **words)


def return_pass(record, *, by, remark, **words):
    """The applicant is told what to put right; the handling time stops."""
    return make_move(record, "return", by=by, remark=remark, values=STOPPED, **words)


def refuse_pass(record, *, by, remark, **words):
    return make_move(record, "refuse", by=by, remark=remark, values=STOPPED, **words)


def withdraw_pass(record, *, by, **words):
    return make_move(record, "withdraw", by=by, values=STOPPED, **words)


def issue_pass(record, *, by, number="", verb="issue", **words):
    """The issuing unit gives the pass its number; older live passes of its slot give way in the same deed.

    ``number`` is entered for types that are not minted here. ``verb``: one of ``steps.ISSUING``.
    Raises ``NotYours`` or ``Refused``.
    """
    done = bulk.issue_passes(
        VehiclePass.objects.filter(pk=record.pk),
        by=by,
        numbers={record.pk: number} if number else None,
        verb=verb,
        **words,
    )
    raise_refusal(done, record.pk)
    record.refresh_from_db()
    return done.deed


def issue_pass_undoably(record, *, by, **words):
    """As ``issue_pass``; the holder is told a minute later, so that a slip can be taken back (``undo_issue``)."""
    return issue_pass(record, by=by, undoable=True, **words)


def recommend_and_issue_pass(record, *, by, **words):
    """推荐并核发, by one who may do each; taken back within the minute as any issue."""
    return issue_pass_undoably(record, by=by, verb="recommend_issue", **words)


def accept_and_issue_pass(record, *, by, **words):
    """受理并核发, where the type asks no recommendation."""
    return issue_pass_undoably(record, by=by, verb="accept_issue", **words)


def enter_paper_pass(*, by, basis, occurred_at, remark="", **paper):
    """A pass issued on paper is entered (补录) with its number, its actual time and its basis. Returns it."""
    [made] = enter_paper_passes([paper], by=by, basis=basis, occurred_at=occurred_at, remark=remark)
    return made


def suspend_pass(record, *, by, remark, **words):
    return make_move(record, "suspend", by=by, remark=remark, **words)


def reinstate_pass(record, *, by, remark, **words):
    return make_move(record, "reinstate", by=by, remark=remark, **words)


def revoke_pass(record, *, by, remark, basis, **words):
    """撤销: it should not have been issued."""
    return make_move(record, "revoke", by=by, remark=remark, basis=basis, **words)


def recall_pass(record, *, by, remark, basis, **words):
    """收回: it was misused."""
    return make_move(record, "recall", by=by, remark=remark, basis=basis, **words)


def void_pass(record, *, by, basis, **words):
    """作废: a notice ends it."""
    return make_move(record, "void", by=by, basis=basis, **words)
