"""What a reviewer has before them besides the answers: the joint check, remarks, the claim, what to propose."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from clock import clock
from plans.models import Condition, Plan, SigningUnit, Verdict
from plans.models.loops import Loop
from plans.versions import last_submitted
from ui.moments import moment

from .checking import standing_of
from .remarks import became, drafts_on

BEFORE_REVIEW = {"draft", "returned"}
SIGNED_TONES = {"pass": "ok", "fail": "stop", "mended": "ok"}
VERDICT_TONES = {"met": "ok", "not_met": "stop", "not_checked": ""}


@dataclass
class UnitLine:
    """One unit that must sign, or has, and its line."""

    unit: Any
    signature: Any = None

    @property
    def state(self):
        if self.signature is None:
            return "", _("未签")
        return SIGNED_TONES[self.signature.verdict], self.signature.get_verdict_display()


@dataclass
class ConditionLine:
    """One condition: the reviewer's verdict, and beside it what the computer says of the section."""

    condition: Any
    verdict: Any = None
    part: Any = None  # PartRead

    @property
    def state(self):
        if self.verdict is None:
            return "", Verdict.NOT_CHECKED.label
        return VERDICT_TONES[self.verdict.verdict], self.verdict.get_verdict_display()


@dataclass
class Check:
    """The joint check of one version."""

    units: list
    conditions: list

    @property
    def missing(self):
        """Units whose signature is still to come."""
        return [line.unit for line in self.units if line.signature is None]

    @property
    def judged(self):
        return any(line.verdict for line in self.conditions)


def check_of(version, parts):
    """The joint check of a frozen version; units beyond the route's stand after them."""
    signed, verdicts = standing_of([version])[version.pk]
    wanted = list(version.route.get("units", ()))
    units = wanted + [unit for unit in SigningUnit.values if unit in signed and unit not in wanted]
    by_key = {part.part.key: part for part in parts}
    return Check(
        [UnitLine(SigningUnit(unit), signed.get(unit)) for unit in units],
        [ConditionLine(c, verdicts.get(c), by_key.get(c)) for c in Condition],
    )


def check_state(plan):
    """(tone, words) of where the joint check stands."""
    if not plan.needs_check:
        return "", _("不要求")
    if plan.check_failed:
        return "stop", _("不合格")
    if plan.checked_at:
        return "ok", _("已完成")
    if plan.owes_check:
        late = plan.joint_check_due_at < clock.now()
        return ("stop", _("容缺逾期")) if late else ("warn", _("容缺待补"))
    return "", _("未完成")


def pause_proposal(plan, user):
    """Filed before a joint check that is overdue or failed, and the firm's loop runs: the loop that this person
    may pause, with the words to pause it with. A person decides. None otherwise."""
    late = plan.owes_check and plan.joint_check_due_at < clock.now()
    if not plan.enterprise_id or not (late or (plan.owes_check and plan.check_failed)):
        return None
    loop = Loop.objects.open_to(user, "pause").filter(enterprise=plan.enterprise_id).first()
    if loop is None:
        return None
    if plan.check_failed:
        return loop, _("容缺备案后联合核查不合格，暂停闭环生产，待整改复核。")
    due = moment(plan.joint_check_due_at)
    return loop, _("容缺备案的联合核查{when}到期未补办，暂停闭环生产，待核查完成。").format(when=due)


def desk(plan, version, parts, user):
    """Context of a plan's page for who reviews it; for others what of it they may read."""
    reviewing = plan.MOVES["remark"].who(user)
    may_review = plan.status in plan.MOVES["remark"].sources and (
        Plan._base_manager.filter(reviewing, pk=plan.pk).exists()
    )
    submitted = None if plan.status in BEFORE_REVIEW else last_submitted([plan.pk]).get(plan.pk)
    shows_check = plan.needs_check and submitted is not None
    return {
        "check": check_of(submitted, parts) if shows_check else None,
        "check_state": check_state(plan),
        "may_check": plan.needs_check and Plan.objects.open_to(user, "sign").filter(pk=plan.pk).exists(),
        "may_remark": may_review,
        "drafts": drafts_on(plan) if may_review else {},
        "became": became(version),
        "proposal": pause_proposal(plan, user),
    }


def quiet_claims(plan, user):
    """Which of claim, release, take over make no sense to offer now."""
    if plan.holder is None:
        return {"release", "take_over"}
    return {"claim", "take_over"} if plan.holder == user else {"claim", "release"}
