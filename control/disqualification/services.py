"""What people do in a case of disqualification. Every function is a verb of ``Disqualification.MOVES``."""

from datetime import timedelta

from django.utils.translation import gettext as _

from clock import clock
from files.services import keep
from ui import moments
from workflow.deeds import deed as one_deed
from workflow.errors import Refused
from workflow.moves import Moved, agreed, begin, make_move, raise_refusal
from workflow.policies import policy
from workflow.verbs import Verb
from workflow.versions import record_facts

from . import effects
from .forms import DecideForm, StateForm
from .models import Disqualification, Statement


def statement_due(moment, firm):
    """Until when the firm is heard that learnt at ``moment``; hours run round the clock."""
    return moment + timedelta(hours=policy("disqualification.statement_hours", region=firm.county))


def propose_disqualification(enterprise, *, by, ground, facts, basis="", occurred_at=None):
    """A district, or the city, asks that a firm be disqualified; the firm is told and may answer. Returns the case."""
    due = statement_due(occurred_at or clock.now(), enterprise)
    case = Disqualification(
        enterprise=enterprise, ground=ground, facts=facts, proposed_by=by, statement_due_at=due, due_at=due
    )
    begin(Disqualification, [case], "propose", by=by, remark=facts, basis=basis, occurred_at=occurred_at)
    return case


def state_case(case, *, by, text, file=None, **_words):
    """The firm's statement, by its clerk or by the territory for it; a later one is a new version of it."""
    with one_deed("state", by=by, of=Disqualification) as deed:
        make_move(case, "state", by=by, deed=deed)
        counted, stored = deed.count, file and keep(file, by=by)
        before = case.statement
        kept = stored.pk if stored else before and before.file_id
        record_facts(Statement, [{"record_id": case.pk, "text": text, "file_id": kept}], by=by, deed=deed)
        deed.count = counted
        Disqualification.objects.filter(pk=case.pk, status="proposed").update(due_at=None)
    return deed


def decide_case(case, *, by, **words):
    """The city disqualifies the firm, having heard it or waited for it: all of it in one deed.

    The fact is set, the loop ends, passes are suspended (those in ``return_passes`` may drive home until
    ``return_only_until``), entries on the lists are flagged, the firm is told. Raises ``NotYours``, or ``Refused``
    while the firm may still answer.
    """
    return _decided(case, "decide", by=by, **words)


def decide_case_urgently(case, *, by, **words):
    """The same at once, where waiting would do harm; the firm is heard within 24 hours after."""
    return _decided(case, "decide_urgently", by=by, **words)


def drop_case(case, *, by, remark, **words):
    """The firm is not disqualified; the case ends with its reason."""
    return make_move(case, "drop", by=by, remark=remark, values={"due_at": None}, **words)


def reinstate_case(case, *, by, basis, remark="", occurred_at=None):
    """The firm may apply again: the fact is cleared, its passes hold where still in time, flags are gone; one deed."""
    words = {"by": by, "remark": remark, "basis": basis}
    with one_deed("reinstate", of=Disqualification, **words) as deed:
        firm = effects.lock_firm(case.enterprise_id)
        moment = occurred_at or deed.recorded_at
        _judge(case, "reinstate", by)
        reason = remark or _("恢复闭环生产资格：{document}").format(document=basis)
        effects.unbar(firm, by=by, deed=deed, moment=moment, reason=reason, decision=case.decision_id)
        values = {"reinstated_at": moment, "due_at": None}
        make_move(case, "reinstate", occurred_at=moment, deed=deed, values=values, **words)
    return deed


def _decided(
    case,
    verb,
    *,
    by,
    basis,
    remark="",
    occurred_at=None,
    approver=None,
    deciding_unit="",
    return_passes=(),
    return_only_until=None,
):
    words = {"by": by, "remark": remark, "basis": basis, "approver": approver}
    with one_deed(verb, of=Disqualification, **words) as deed:
        firm = effects.lock_firm(case.enterprise_id)
        moment = occurred_at or deed.recorded_at
        _judge(case, verb, by, alone=agreed(Disqualification.MOVES[verb], by, approver, basis))
        if verb == "decide":
            _check_heard(case)
        returning = {one.pk for one in return_passes}
        if returning and (not return_only_until or return_only_until <= moment):
            raise Refused(_("仅限返程的截止时间须晚于取消时间。"), code="return_hour_missing")
        reason = _("取消闭环生产资格：{ground}（{document}）").format(
            ground=case.get_ground_display(), document=basis
        )
        effects.bar(
            firm,
            by=by,
            deed=deed,
            moment=moment,
            reason=reason,
            returning=returning,
            return_only_until=return_only_until,
        )
        heard = Statement.objects.current().filter(record=case).exists()
        due = None if heard or verb == "decide" else statement_due(moment, firm)
        values = {
            "decided_at": moment,
            "document": basis,
            "deciding_unit": deciding_unit or str(deed.unit or ""),
            "decision": deed,
            "return_only_until": return_only_until if returning else None,
            "due_at": due,
            **({"statement_due_at": due} if due else {}),
        }
        make_move(case, verb, occurred_at=moment, deed=deed, values=values, **words)
    return deed


def _check_heard(case):
    heard = Statement.objects.current().filter(record=case).exists()
    if not heard and case.statement_due_at and case.statement_due_at > clock.now():
        sentence = _("企业可在{when}前陈述申辩；情况紧急的，用“紧急取消资格”。")
        raise Refused(sentence.format(when=moments.moment(case.statement_due_at)), code="not_heard_yet")


def _judge(case, verb, by, *, alone=False):
    """Whose it is not to press is told before anything else is looked at."""
    move = Disqualification.MOVES[verb]
    code = (
        Disqualification.objects.filter(pk=case.pk)
        .values_list(move.refusal(by, alone=alone), flat=True)
        .get()
    )
    if code:
        why = (code, move.sentence(code, case.get_status_display()))
        raise_refusal(Moved(None, [], {case.pk: why}), case.pk)


def told_when_decided(case):
    """What deciding does, told before it is asked."""
    firm, now = case.enterprise, clock.now()
    loop = firm.loops.open().first()
    passes, entries = effects.live_passes(firm, now), effects.listed_entries(firm)
    lines = [_("取消时间起，该企业不能提交方案、下达启动、申请和核发通行证。")]
    if loop:
        lines.append(_("闭环（{state}）即刻结束。").format(state=loop.get_status_display()))
    if passes:
        lines.append(
            _("{number}张通行证即刻暂停，核验显示无效；在途车辆可准许返程。").format(number=len(passes))
        )
    if entries:
        lines.append(_("{number}个白名单条目标为待复核，不自动调出。").format(number=len(entries)))
    return [*lines, _("企业会收到通知、事由和重新申请的办法。")]


def told_when_urgent(case):
    return [*told_when_decided(case), _("企业可在取消后24小时内陈述申辩。")]


def told_when_reinstated(case):
    passes = effects.rested_passes(case.enterprise, case.decision_id, clock.now())
    return [
        _("该企业可以重新提交方案、申请通行证；闭环须重新下达启动。"),
        _("因取消资格暂停、仍在有效期内的{number}张通行证恢复有效。").format(number=len(passes)),
        _("白名单的待复核标记取消。"),
    ]


VERBS = {
    "state": Verb(state_case, StateForm),
    "decide": Verb(decide_case, DecideForm, told_when_decided),
    "decide_urgently": Verb(decide_case_urgently, DecideForm, told_when_urgent),
    "drop": Verb(drop_case),
    "reinstate": Verb(reinstate_case, consequences=told_when_reinstated),
}
