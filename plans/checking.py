"""The joint check (联合核查) as a 会签: each unit's line from the signed sheet, and the reviewer's verdicts."""

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from files.services import keep
from workflow.bulk import single
from workflow.deeds import deed as one_deed
from workflow.deeds import share
from workflow.edits import hold_all
from workflow.errors import Refused
from workflow.judging import agreed
from workflow.moves import Moved
from workflow.versions import record_facts

from .models import CheckSignature, CheckVerdict, Condition, Plan, Signed, Verdict
from .versions import last_submitted

BAD = {Signed.FAIL, Verdict.NOT_MET}


def record_signatures(plans, *, by, signatures, **how):
    """Lines of the signed sheets: ``signatures`` are dicts with unit, signer, verdict and, if told, unit_name,
    note, signed_at, photo (a kept file); the same for all plans. A unit's line entered again corrects it.

    Returns ``Moved``; a constant number of statements. Each line stands for the version now under review.
    """
    now = clock.now()
    lines = [{"signed_at": now, "unit_name": "", "note": "", "photo": None, **line} for line in signatures]
    for line in lines:
        photo = line.pop("photo")
        line["photo_id"] = photo and photo.pk
    return _record(plans, "sign", CheckSignature, lines, by=by, **how)


def record_verdicts(plans, *, by, verdicts, approver=None, basis="", **how):
    """The reviewer's own verdicts: {condition: verdict or (verdict, note)}, the same for all plans."""
    rows = []
    for condition, told in verdicts.items():
        verdict, note = told if isinstance(told, tuple) else (told, "")
        rows.append({"condition": condition, "verdict": verdict, "note": note})
    return _record(plans, "judge", CheckVerdict, rows, by=by, approver=approver, basis=basis, **how)


def sign_plan(
    plan, *, by, unit, signer, verdict, unit_name="", remark="", occurred_at=None, photo=None, basis=""
):
    """One unit's line: who signed, with which verdict, when; ``photo`` is an upload of the signed sheet."""
    line = {"unit": unit, "signer": signer, "verdict": verdict, "unit_name": unit_name, "note": remark}
    line["signed_at"] = occurred_at or clock.now()
    if line["signed_at"] > clock.now():
        raise Refused(_("所填时间晚于现在。"), code="in_future")
    with transaction.atomic():
        line["photo"] = keep(photo, by=by) if photo else _photo_so_far(plan, unit)
        return _sign(plan, by=by, signatures=[line], basis=basis)


def judge_plan(plan, *, by, approver=None, basis="", **told):
    """The verdicts on one plan: ``boundary``, ``lodging``, ``stock``, ``safety``, each with its ``…_note``."""
    verdicts = {
        condition: (told[condition], told.get(f"{condition}_note", ""))
        for condition in Condition.values
        if condition in told
    }
    return _judge(plan, by=by, verdicts=verdicts, approver=approver, basis=basis)


def _record(plans, verb, model, rows, *, by, remark="", basis="", approver=None, key=None):
    move = Plan.MOVES[verb]
    agreeing = approver if agreed(move, by, approver, basis) else None
    with transaction.atomic():
        share(key)
        held = hold_all(plans, verb, by=by, approver=approver, basis=basis)
        if not held.moved:
            return held
        words = {"remark": remark, "basis": basis, "approver": agreeing, "key": key}
        post = move.who.post_of(by)
        with one_deed(verb, by=by, kind=Plan._meta.label, post=post, **words) as deed:
            versions = last_submitted(held.moved)
            record_facts(
                model,
                [{"version_id": version.pk, **row} for version in versions.values() for row in rows],
                by=by,
                deed=deed,
            )
            deed.count = len(held.moved)
            _restate(versions)
    return Moved(deed, held.moved, held.refused)


_sign = single(record_signatures, "sign")
_judge = single(record_verdicts, "judge")


def standing_of(versions):
    """{version key: ({unit: signature}, {condition: verdict})} as they stand; two statements."""
    found = defaultdict(lambda: ({}, {}))
    keys = [version.pk for version in versions]
    for row in CheckSignature.objects.current().filter(version__in=keys).select_related("photo", "deed__by"):
        found[row.version_id][0][row.unit] = row
    for row in CheckVerdict.objects.current().filter(version__in=keys).select_related("deed__by"):
        found[row.version_id][1][row.condition] = row
    return found


def is_complete(version, signed, verdicts):
    """Every unit of the route has signed, and all conditions and safety are met."""
    met = all(c in verdicts and verdicts[c].verdict == Verdict.MET for c in Condition.values)
    return met and set(version.route.get("units", ())) <= set(signed) and not is_failed(signed, verdicts)


def is_failed(signed, verdicts):
    """A unit says 不合格, a condition is not met, or safety says no (一票否决)."""
    return any(row.verdict in BAD for row in (*signed.values(), *verdicts.values()))


def _restate(versions):
    """The plan's own row repeats whether its check is complete, and when it was; three statements."""
    standing = standing_of(versions.values())
    plans = list(Plan.objects.filter(pk__in=versions))
    now = clock.now()
    for plan in plans:
        version = versions[plan.pk]
        signed, verdicts = standing[version.pk]
        plan.check_failed = is_failed(signed, verdicts)
        if is_complete(version, signed, verdicts):
            plan.checked_at = max((row.signed_at for row in signed.values()), default=now)
            plan.due_at = None if plan.status == Plan.Status.FILED else plan.due_at
        else:
            plan.checked_at = None
    Plan.objects.bulk_update(plans, ["checked_at", "check_failed", "due_at"], batch_size=2000)


def _photo_so_far(plan, unit):
    version = last_submitted([plan.pk]).get(plan.pk)
    row = CheckSignature.objects.current().filter(version=version, unit=unit).first()
    return row and row.photo
