"""What anyone at the roadside is told of a pass: an answer in one word, its reason, and nothing personal."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clock import clock
from passes import plates
from passes.apply import rules
from passes.issue import numbers, reserving
from passes.issue.claims import PURPOSE, read_claims
from passes.models import VehiclePass
from signing.envelope import Fault
from signing.services import read_text
from ui import moments

from .outcomes import Verdict, verdict_of

# Why a scanned code is not one of ours, told apart.
FAULTS = {
    "unreadable": gettext_lazy("这不是本市通行证的二维码，或二维码已损坏。"),
    "unknown_version": gettext_lazy("二维码的版本较新，本页不认识，请按编号核验。"),
    "unknown_key": gettext_lazy("二维码不是本市现用的密钥签发的，不能确认核发单位。"),
    "bad_signature": gettext_lazy("二维码的签名不符，内容可能被改动。"),
}
# The columns an answer is made of.
SHOWN = (
    *("uid", "status", "moved_at", "plate", "route", "goods_category", "number", "validity"),
    *("return_only_until", "hours_from", "hours_until", "origin_place", "destination_place", "validity_kind"),
    *(f"type__{name}" for name in ("code", "name", "name_en")),
    *("type__issuing_unit__name", "type__issuing_unit__duty_phone"),
    *(f"{end}__{name}" for end in ("origin", "destination") for name in ("code", "name", "name_en")),
)
PENDING_STATES = {"submitted", "accepted", "recommended", "returned"}


@dataclass(frozen=True)
class Answer:
    """``kind``: valid, void, pending, none (not found), foreign (not one of ours), later (asked too often).

    ``why``: of a void one the verdict's code, or "never" for what was never issued; each has its own colour and shape.
    ``fault``: what is wrong with a scanned code, a key of ``FAULTS``.
    """

    kind: str
    word: str
    reason: str
    vehicle_pass: Any = None
    days: tuple = ()
    why: str = ""
    unit: Any = None  # whom to ask where there is no pass to name its issuer
    fault: str = ""

    @property
    def verdict(self):
        """The answer in one code: ``roadside.Verdict``, or "pending" and "never" for what is no pass."""
        return self.why or {"none": "not_found"}.get(self.kind, self.kind)


def by_link(text):
    """The answer to a scanned link; ``text`` is what stands after /v/."""
    try:
        uid = uuid.UUID(text)
    except ValueError:
        return foreign(_("这不是本门户核发的通行证的链接。"))
    found = _by_uid(uid)
    return (
        answer_for(found)
        if found and found.status != "draft"
        else none(_("链接的式样相符，但没有这张通行证。"))
    )


def by_code(letters):
    """The answer to a signed code. What its signature does not cover is never called valid."""
    try:
        code = read_claims(read_text(letters, purpose=PURPOSE).claims)
    except Fault as fault:
        return foreign(FAULTS[fault.code], fault.code)
    found = _by_uid(code.uid)
    return answer_for(found) if found else none(_("签名相符，但登记中没有这张通行证，请拨打核发单位电话。"))


def by_scan(text, plate=""):
    """The answer to what a scanner read: the address in a code, or the letters of a signed one.

    With the plate that was seen (or its last four), a pass of another vehicle is told as such, whatever else it is.
    """
    marked = re.search(r"/([Vv])/([^/?#]*)/?$", text)
    answer = by_link(marked[2]) if marked and marked[1] == "v" else by_code(marked[2] if marked else text)
    found = answer.vehicle_pass
    if found and plate and not plates.same_vehicle(found.plate, plate):
        why = str(Verdict.WRONG_PLATE)
        return Answer("void", _("车证不符"), _("证是另一辆车的。"), found, answer.days, why)
    return answer


def by_number(number, plate):
    """The answer to a typed number together with the plate's last four; both normalised."""
    candidates = _passes().filter(number=number)
    found = next((one for one in candidates if plates.same_vehicle(one.plate, plate)), None)
    if found:
        return answer_for(found)
    if reserving.awaits_entry(number):
        return on_paper()
    if _looks_like_ours(number):
        return none(_("没有编号和车牌都相符的通行证。"))
    if numbers.is_minted_form(number):
        return none(_("编号的末两位校验码不符，请核对是否看错。"))
    return foreign(_("这个编号不是本市核发的式样。外省、外市核发的通行证请向其核发单位核实。"))


def answer_for(vehicle_pass, at=None):
    at = at or clock.now()
    if vehicle_pass.status in PENDING_STATES:
        return Answer("pending", _("尚未核发"), _("申请正在办理，现在不能凭此通行。"), vehicle_pass)
    days = rules.days_of(vehicle_pass.validity)
    verdict = verdict_of(vehicle_pass, at)
    if verdict == Verdict.VALID:
        return Answer("valid", _("有效"), _("请核对车牌、线路与下面一致。"), vehicle_pass, days)
    reason = why_void(vehicle_pass, verdict)
    code = "never" if verdict == Verdict.NOT_FOUND else str(verdict)
    return Answer("void", _("无效"), reason, vehicle_pass, days, code)


def why_void(vehicle_pass, verdict):
    """The reason in words, the verdict's own word first, with since or until when."""
    match verdict:
        case Verdict.RETURN_ONLY:
            return _("仅限返程，至{until}止。").format(until=moments.moment(vehicle_pass.return_only_until))
        case Verdict.NOT_YET:
            return _("未到生效日，{day}0时起有效。").format(day=moments.day(vehicle_pass.valid_from))
        case Verdict.OUTSIDE_HOURS:
            return _("不在准行时段，每日{hours}有效。").format(hours=vehicle_pass.hours_words)
        case Verdict.EXPIRED:
            home = vehicle_pass.return_only_until
            if home is not None:
                return _("已到期，{until}止。").format(until=moments.moment(home))
            last = rules.days_of(vehicle_pass.validity)[1]
            return _("已到期，{day}24时止。").format(day=moments.day(last))
    sentence = {
        Verdict.SUSPENDED: _("已暂停，{since}起不能使用。"),
        Verdict.REVOKED: _("已撤销，{since}起不能使用。"),
        Verdict.RECALLED: _("已收回，{since}起不能使用。"),
        Verdict.VOIDED: _("已作废，{since}起不能使用。"),
        Verdict.SUPERSEDED: _("已被替代，{since}起不能使用。请司机出示新证。"),
    }.get(verdict, _("没有核发。"))
    return sentence.format(since=moments.moment(vehicle_pass.moved_at))


def none(reason):
    return Answer("none", _("查无此证"), reason)


def on_paper():
    """A number set aside for the outage: only the telephone knows whose it is until the paper is entered."""
    kind = reserving.paper_type()
    reason = _("停机期间纸质核发的编号，尚未补录。请核对纸面和印章，并打电话核实。")
    return Answer("pending", _("待补录"), reason, unit=kind and kind.issuing_unit)


def foreign(reason, fault=""):
    return Answer("foreign", _("非本市证件"), reason, fault=fault)


def later():
    return Answer("later", _("稍后再查"), _("查询次数过多，请过十分钟再查，或拨打核发单位电话。"))


def _looks_like_ours(number):
    """A minted number with the right check digits, or a twelve-digit one of the city's own divisions."""
    own = settings.OWN_REGION[:4]
    return numbers.is_minted(number) or (len(number) == 12 and number.isdigit() and number.startswith(own))


def _by_uid(uid):
    return next(iter(_passes().filter(uid=uid)), None)


def _passes():
    """With what the answer shows and no more: most of an answer's time goes into reading its row."""
    rows = VehiclePass.objects.select_related("type__issuing_unit", "origin", "destination")
    return rows.only(*SHOWN).order_by()
