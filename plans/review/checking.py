"""The joint check (联合核查) as a 会签: each unit's line from the signed sheet, and the reviewer's verdicts."""

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from files.services import keep
from plans.models import CheckSignature, CheckVerdict, Condition, Plan, Signed, Verdict
from plans.versions import last_submitted
from workflow.bulk import single
from workflow.deeds import deed as one_deed
from workflow.deeds import share
from workflow.edits import hold_all
from workflow.errors import Refused
from workflow.judging import agreed
from workflow.moves import Moved
from workflow.versions import record_facts

BAD = {Signed.FAIL, Verdict.NOT_MET}


def record_signatures(plans, *, by, signatures, **how):
    """Lines of the signed sheets: ``signatures`` are dicts with unit, signer, verdict and, if told, unit_name,
    note, signed_at, photo (a kept file; without one the photo so far stays); the same for all plans, or a function
    of the plan's key. A unit's line entered again corrects it.

    Returns ``Moved``; a constant number of statements. Each line stands for the version now under review.
    """
    [done] = _record(plans, [("sign", CheckSignature, _lines(signatures))], by=by, **how)
    return done


def record_verdicts(plans, *, by, verdicts, **how):
    """The reviewer's own verdicts: {condition: verdict or (verdict, note)}, the same for all plans, or a function of
    the plan's key."""
    [done] = _record(plans, [("judge", CheckVerdict, _verdicts(verdicts))], by=by, **how)
    return done


def record_check(plans, *, by, signatures, verdicts, **how):
    """Both in one transaction, judged before either is written; returns two ``Moved``."""
    parts = [("sign", CheckSignature, _lines(signatures)), ("judge", CheckVerdict, _verdicts(verdicts))]
    return _record(plans, parts, by=by, **how)


def sign_plan(
    plan, *, by, unit, signer, verdict, unit_name="", remark="", occurred_at=None, photo=None, basis=""
):
    """One unit's line: who signed, with which verdict, when; ``photo`` is an upload of the signed sheet."""
    line = {"unit": unit, "signer": signer, "verdict": verdict, "unit_name": unit_name, "note": remark}
    line["signed_at"] = occurred_at or clock.now()
    if line["signed_at"] > clock.now():
        raise Refused(_("所填时间晚于现在。"), code="in_future")
    with transaction.atomic():
        line["photo"] = keep(photo, by=by) if photo else None
        return _sign(plan, by=by, signatures=[line], basis=basis)


def judge_plan(plan, *, by, approver=None, basis="", **told):
    """The verdicts on one plan: ``boundary``, ``lodging``, ``stock``, ``safety``, each with its ``…_note``."""
    verdicts = {
        condition: (told[condition], told.get(f"{condition}_note", ""))
        for condition in Condition.values
        if condition in told
    }
    return _judge(plan, by=by, verdicts=verdicts, approver=approver, basis=basis)


def _lines(signatures):
    """{plan key: version} → rows of ``CheckSignature``."""
    now = clock.now()

    def rows(versions):
        standing = standing_of(versions.values())
        for key, version in versions.items():
            signed, _judged = standing[version.pk]
            for line in signatures(key) if callable(signatures) else signatures:
                row = {"version_id": version.pk, "signed_at": now, "unit_name": "", "note": "", **line}
                photo, before = row.pop("photo", None), signed.get(line["unit"])
                row["photo_id"] = photo.pk if photo else before and before.photo_id
                yield row

    return rows


def _verdicts(verdicts):
    """{plan key: version} → rows of ``CheckVerdict``."""

    def rows(versions):
        for key, version in versions.items():
            for condition, told in (verdicts(key) if callable(verdicts) else verdicts).items():
                verdict, note = told if isinstance(told, tuple) else (told, "")
                row = {"version_id": version.pk, "condition": condition}
                yield {**row, "verdict": verdict, "note": note}

    return rows


def _record(plans, parts, *, by, remark="", basis="", approver=None, key=None):
    """``parts`` are (verb, model, function of {plan key: version} that gives its rows). All are judged first; what
    is written is one deed, called by the first of the verbs that has something to write."""
    with transaction.atomic():
        share(key)
        held = [hold_all(plans, verb, by=by, approver=approver, basis=basis) for verb, *_rest in parts]
        versions = last_submitted({pk for one in held for pk in one.moved})
        written, moved = {}, []
        for (verb, model, rows_of), one in zip(parts, held, strict=True):
            rows = list(rows_of({pk: versions[pk] for pk in one.moved}))
            told = {row["version_id"] for row in rows}
            moved.append([pk for pk in one.moved if versions[pk].pk in told])
            if rows:
                written[verb] = (model, rows)
        deed = None
        if written:
            agreeing = (
                approver if any(agreed(Plan.MOVES[verb], by, approver, basis) for verb in written) else None
            )
            words = {"remark": remark, "basis": basis, "approver": agreeing, "key": key}
            checked = Plan.objects.filter(pk__in=set().union(*moved))
            with one_deed(next(iter(written)), by=by, of=checked, **words) as deed:
                for model, rows in written.values():
                    record_facts(model, rows, by=by, deed=deed)
                deed.count = len(set().union(*moved))
            _restate(versions)
    return [Moved(deed if pks else None, pks, one.refused) for pks, one in zip(moved, held, strict=True)]


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
