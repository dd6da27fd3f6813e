"""已封闭 and 未能启动 for many firms at once: pasted, or typed into the territory's table. All or nothing."""

import re

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from clock import clock
from enterprises.models import Enterprise
from plans.loops.services import confirm_loops, fail_loops
from plans.models.loops import Loop
from ui.moments import after, moment
from workflow.deeds import share, stop_repeat
from workflow.errors import Refused
from workflow.models import Deed

from .reading import Answer, Firms, read_line


def waiting(user):
    """The ordered loops this person may answer for, by firm."""
    open_ = Loop.objects.open_to(user, "confirm").select_related(
        "enterprise__park", "enterprise__town", "plan"
    )
    return open_.order_by("enterprise__pinyin", "pk")


def read_answers(text, user):
    """The ``Answer``s of a paste, each with its errors; empty lines and heads of tables are passed over."""
    known, loops = Firms(Enterprise.objects.visible_to(user)), _by_firm(user)
    answers, seen = [], {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or (number == 1 and "人数" in line and not re.search(r"\d", line)):
            continue
        answer, name = read_line(number, line)
        answer.firm, why = known.find(name) if name else (None, _("没有写企业。"))
        if why:
            answer.errors.append(why)
        _match(answer, loops, known.names, seen)
        answers.append(answer)
    return answers


def given_answers(rows, user):
    """The same from what programs send: dicts with credit_code and people_inside (occurred_at) or failed."""
    known, loops = Firms(Enterprise.objects.visible_to(user)), _by_firm(user)
    answers, seen = [], {}
    for number, row in enumerate(rows, 1):
        answer = Answer(
            number, row["credit_code"], people=row.get("people_inside"), at=row.get("occurred_at")
        )
        answer.why = row.get("failed") or ""
        answer.firm, why = known.find(row["credit_code"])
        if why:
            answer.errors.append(why)
        if bool(answer.why) == (answer.people is not None):
            answer.errors.append(_("填封闭内人数，或未能启动的原因，二者之一。"))
        _match(answer, loops, known.names, seen)
        answers.append(answer)
    return answers


def answer_loops(answers, *, by, basis=""):
    """Write the answers in one transaction: one deed for all that are sealed, one for each reason of those not.

    Returns (number confirmed, number failed). Raises ``Refused`` when any answer has an error or came too late.
    """
    with transaction.atomic():
        share()
        stop_repeat()  # before what is wrong is looked at: an answer given twice no longer finds its order
        return _written(answers, by, basis)


def _written(answers, by, basis):
    bad = [answer for answer in answers if answer.errors]
    if bad or not answers:
        said = _("有{count}行须改正，没有办理。").format(count=len(bad)) if bad else _("没有填写任何企业。")
        raise Refused(said, code="invalid_answers")
    sealed = [answer for answer in answers if not answer.why]
    reasons = {}
    for answer in answers:
        if answer.why:
            reasons.setdefault(answer.why, []).append(answer)
    now = clock.now()
    if sealed:
        people = {answer.loop: answer.people for answer in sealed}
        _all_of(answers, confirm_loops, sealed, now, by=by, people_inside=people, basis=basis)
    for why, group in reasons.items():
        _all_of(answers, fail_loops, group, now, by=by, remark=why, basis=basis)
    return len(sealed), len(answers) - len(sealed)


def counts_of(first):
    """(confirmed, failed) of the press whose first deed this is: one press makes a deed for all that are sealed and
    one for each reason of those not, in one request of one person."""
    same = Deed.objects.filter(pk__gte=first.pk, by=first.by_id, kind=first.kind, request_id=first.request_id)
    after = same.filter(pk__gt=first.pk).exclude(key=None).order_by("pk").first()
    if after is not None:  # the caller used the request's id again for another press
        same = same.filter(pk__lt=after.pk)
    told = dict(same.order_by().values_list("verb").annotate(Sum("count")))
    return told.get("confirm", 0), told.get("fail", 0)


def _all_of(answers, do, group, now, **words):
    moments = {answer.loop: answer.at or now for answer in group}
    done = do(Loop.objects.filter(pk__in=moments), occurred_at=moments, **words)
    if done.refused:
        by_loop = {answer.loop: answer for answer in answers}
        for loop, (_code, sentence) in done.refused.items():
            by_loop[loop].errors.append(str(sentence))
        said = _("有{count}家的情况已变，没有办理。").format(count=len(done.refused))
        raise Refused(said, code="answers_refused")


def _by_firm(user):
    return {loop.enterprise_id: loop for loop in waiting(user)}


def _match(answer, loops, names, seen):
    """Find the order the answer is to, and what of the answer does not fit it. ``seen`` are the firms answered for
    before, with their lines."""
    answer.name = names.get(answer.firm, "")
    if answer.firm is None:
        return
    if seen.setdefault(answer.firm, answer.line) != answer.line:
        answer.errors.append(_("与第{line}行是同一家企业。").format(line=seen[answer.firm]))
    loop = loops.get(answer.firm)
    if loop is None:
        answer.errors.append(_("没有待确认的指令，或不由您确认。"))
        return
    answer.loop, answer.planned = loop.pk, loop.plan.people_inside
    answer.at = after(answer.at, loop.moved_at)
    if answer.at is not None and answer.at > clock.now():
        answer.errors.append(_("时间晚于现在。"))
    elif answer.at is not None and answer.at < loop.moved_at:
        answer.errors.append(_("早于下达时间（{when}）。").format(when=moment(loop.moved_at)))
