"""Which function carries each verb of a pass out, and what it asks."""

from django.utils.translation import gettext as _

from workflow import claims
from workflow.verbs import Verb

from . import services
from .desk import ticking
from .issue import undoing
from .issue.superseding import displaced_by
from .reviewing import services as reviewing
from .verb_forms import BareForm, IssueForm, SaidForm


def told_at_issue(record):
    """What issuing will do besides: older passes of the slot give way."""
    return [
        _("编号{number}的通行证将被替代，即刻失效。").format(number=old.number)
        for old, _new in displaced_by([record])
    ]


def told_when_over(record):
    return [
        _("核验页即刻显示无效，编号不再使用。"),
        _("申请单位会收到通知和原因。"),
    ]


def told_when_suspended(record):
    return [_("核验页即刻显示无效（已暂停），恢复后重新有效。"), _("申请单位会收到通知和原因。")]


def told_when_refused(record):
    return [_("本次申请到此结束；申请单位会收到原因，可另行申请。")]


def told_when_withdrawn(record):
    return [_("本次申请到此结束，可另行申请。")]


VERBS = {
    "submit": Verb(services.submit_pass),
    "accept": Verb(services.accept_pass),
    "recommend": Verb(services.recommend_pass),
    "accept_recommend": Verb(services.accept_and_recommend_pass),
    "recommend_issue": Verb(services.recommend_and_issue_pass, IssueForm, told_at_issue),
    "accept_issue": Verb(services.accept_and_issue_pass, IssueForm, told_at_issue),
    "issue": Verb(services.issue_pass_undoably, IssueForm, told_at_issue),
    "recheck": Verb(reviewing.recheck_pass, reviewing.RecheckForm),
    "check": Verb(ticking.tick_items, ticking.TickForm),
    "return": Verb(services.return_pass, SaidForm),
    "reinstate": Verb(services.reinstate_pass),
    "refuse": Verb(services.refuse_pass, SaidForm, consequences=told_when_refused),
    "withdraw": Verb(services.withdraw_pass, consequences=told_when_withdrawn),
    "suspend": Verb(services.suspend_pass, consequences=told_when_suspended),
    "revoke": Verb(services.revoke_pass, consequences=told_when_over),
    "recall": Verb(services.recall_pass, consequences=told_when_over),
    "void": Verb(services.void_pass, consequences=told_when_over),
    "undo": Verb(undoing.undo_issue, BareForm),
    "claim": Verb(claims.claim, BareForm),
    "release": Verb(claims.release, BareForm),
    "take_over": Verb(claims.take_over, BareForm),
}


def quiet_verbs(record, user):
    """Verbs that make no sense to offer on the page now."""
    quiet = set() if undoing.may_undo(record, user) else {"undo"}
    if record.issue_deed and user in (record.issue_deed.by, record.issue_deed.approver):
        quiet.add("recheck")
    if record.holder is None:
        return quiet | {"release", "take_over"}
    return quiet | ({"claim", "take_over"} if record.holder == user else {"claim", "release"})
