"""What came through links, taken in: into plans as answers, into loops as 已封闭."""

from datetime import datetime

from django.utils.translation import gettext as _

from plans.loops.services import confirm_loops
from plans.models import Plan
from plans.models.loops import Loop
from plans.queries import UNDER_REVIEW
from plans.questions import CURRENT
from plans.services import start_plans
from workflow.errors import Refused

from .making import said_under_review
from .models import CollectionLink
from .writing import fitting, write_answers


def taken_in(links, sent, *, by, deed):
    """Write what these links (locked, theirs to accept) brought; {link key: (code, sentence)} of what cannot be."""
    start = [link for link in links if link.task == CollectionLink.Task.START]
    confirm = [link for link in links if link.task == CollectionLink.Task.CONFIRM]
    return {**_answers(start, sent, by, deed), **_confirmations(confirm, sent, by, deed)}


def _answers(links, sent, by, deed):
    """Into the firm's open plan, or a new draft."""
    if not links:
        return {}
    open_plans = Plan.objects.filter(
        enterprise__in=[link.enterprise_id for link in links],
        status__in=[*Plan.MOVES["edit"].sources, *UNDER_REVIEW],
    )
    standing = {plan.enterprise_id: plan for plan in open_plans}
    refused, write, start = {}, {}, []
    for link in links:
        plan = standing.get(link.enterprise_id)
        answers = {key: answer for key, answer in sent[link.pk].answers.items() if answer is not None}
        if plan is None:
            start.append((link.enterprise, fitting(CURRENT["enterprise"], answers)))
        elif plan.status in UNDER_REVIEW:
            refused[link.pk] = ("under_review", said_under_review())
        else:
            write[plan.pk] = answers
    if start:
        start_plans(start, by=by, deed=deed)
    if write:
        write_answers(write, by=by)
    return refused


def _confirmations(links, sent, by, deed):
    """Onto the firm's order. A press of several refuses those alone whose time or status does not fit."""
    if not links:
        return {}
    firms = [link.enterprise_id for link in links]
    loops = Loop.objects.filter(enterprise__in=firms, status=Loop.Status.ORDERED)
    ordered = dict(loops.values_list("enterprise", "pk"))
    refused, people, moments = {}, {}, {}
    for link in links:
        if link.enterprise_id not in ordered:
            refused[link.pk] = ("not_ordered", _("没有待封闭的指令：可能已由他人确认，或已撤回。"))
            continue
        said = sent[link.pk].answers
        loop = ordered[link.enterprise_id]
        people[loop], moments[loop] = said["people_inside"], datetime.fromisoformat(said["occurred_at"])
    if not people:
        return refused
    of_loop = {ordered[link.enterprise_id]: link.pk for link in links if link.enterprise_id in ordered}
    rows = Loop.objects.filter(pk__in=people)
    try:
        done = confirm_loops(
            rows, by=by, people_inside=people, occurred_at=moments, basis=deed.basis, deed=deed
        )
    except Refused as wrong:  # a time that lies too far back without a basis: said of each it may be
        return refused | {of_loop[loop]: (wrong.code, wrong.sentence) for loop in people}
    return refused | {of_loop[loop]: why for loop, why in done.refused.items()}
