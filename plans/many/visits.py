"""One visit, many firms: what the units signed and what the reviewer found, recorded for all of them at once."""

from collections import namedtuple

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from files.services import keep_all
from plans.models import SigningUnit
from plans.review.checking import record_check
from plans.review.shown import as_shown, with_refused
from plans.versions import last_submitted
from workflow.deeds import share, stop_repeat
from workflow.errors import Refused

Visited = namedtuple("Visited", "signed judged")  # two ``Moved``: the units' lines, the reviewer's verdicts
NOT_SIGNED = "none"


def record_visit(
    plans, *, by, shown, lines=(), verdicts=None, apart=None, signed_at=None, photo=None, photos=None
):
    """Record the joint check of ``plans``, all of one visit, as the signed sheets say; in one transaction.

    ``lines`` are the units' (dicts of unit, signer, verdict and, if told, unit_name), ``verdicts`` the reviewer's
    {condition: verdict}; both hold for every firm but where ``apart`` says otherwise: {plan key: {"units": {unit:
    verdict, or ``NOT_SIGNED``}, "conditions": {condition: verdict}, "note": words}}. ``photo`` is an upload of one sheet
    for all, ``photos`` {plan key: upload of its own}. ``shown`` ({plan key: SHA-256}) is what was on the screen: a plan
    that says something else by now, or was not shown, is refused.

    Who filed a plan may enter what was signed, never the verdicts. Returns ``Visited``. A constant number of
    statements. Raises ``Refused`` for a time to come, or where there is nothing to record.
    """
    lines, verdicts, apart, photos = list(lines), verdicts or {}, apart or {}, photos or {}
    if not lines and not verdicts and not any(told.get("conditions") for told in apart.values()):
        raise Refused(_("没有可记录的内容：请填写会签单位或核查结论。"), code="nothing_to_record")
    signed_at = signed_at or clock.now()
    if signed_at > clock.now():
        raise Refused(_("所填时间晚于现在。"), code="in_future")

    with transaction.atomic():
        share()
        stop_repeat()
        with as_shown(plans.filter(pk__in=shown), shown, last_submitted) as (same, changed):
            unseen = plans.exclude(pk__in=shown).values_list("pk", flat=True)
            left = {**changed, **dict.fromkeys(unseen, ("not_shown", _("须先预览。")))}
            uploads = {key: upload for key, upload in {None: photo, **photos}.items() if upload}
            kept = dict(zip(uploads, keep_all(uploads.values(), by=by), strict=True))

            def lines_of(key):
                return _lines(lines, apart.get(key, {}), signed_at, kept.get(key) or kept.get(None))

            def verdicts_of(key):
                return _verdicts(verdicts, apart.get(key, {}))

            signed, judged = record_check(same, by=by, signatures=lines_of, verdicts=verdicts_of)
    return Visited(with_refused(signed, left), with_refused(judged, left))


def _lines(lines, told, signed_at, sheet):
    own = told.get("units", {})
    for line in lines:
        verdict = own.get(line["unit"]) or line["verdict"]
        if verdict != NOT_SIGNED:
            note = _note(told, line["unit"])
            one = {**line, "verdict": verdict, "note": note, "signed_at": signed_at}
            yield {**one, "photo": sheet} if sheet else one


def _verdicts(verdicts, told):
    """The firm's own before those of all, each with the note where it is about it."""
    every = {**verdicts, **told.get("conditions", {})}
    return {condition: (verdict, _note(told, condition)) for condition, verdict in every.items()}


def _note(told, name):
    """A firm's note stands on the lines that differ; where none does, on the units' lines."""
    apart = {**told.get("units", {}), **told.get("conditions", {})}
    stands = name in apart if apart else name in SigningUnit.values
    return told.get("note", "") if stands else ""
